"""What a newspaper is: the ground every room stands on.

Glossary (one word per idea, in code, config, templates and docs):

    archive 库      all issues of a site         paper 报       one title; its particulars are the masthead 报头
    issue 期        one printed number           page 版        one side of it, counted "01", "02" …
    article 篇      one piece on a page          kicker 引题    the line above the headline
    headline 主题   the main line                deck 副题      the line below it
    byline 署名     who wrote, as printed        dateline 电头  本报讯, 新华社北京4月1日电 …
    column 栏目     a standing heading           series 系列    numbered parts over several issues
    caption 图说    the words under a picture    credit         who took or drew it
    furniture       what belongs to the page and to no article: masthead lines, breadcrumbs, copyright
    galley 校样     an issue typeset, not yet on a page
    card            what the site must know of an issue without opening it
"""
