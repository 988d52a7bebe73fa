"""Search: the words of a galley, the index of all of them, and the questions put to it.

normalise   one text form for both sides, the index and the question
dictionary  which words jieba knows and how common they are (the only place that imports jieba or rjieba)
terms       text → words of the index
fields      what of an article is searched
taking      galley → the partial of the issue, by way of bigrams, rows and partials
merging     the same bucket of many partials → records
shards      records → small files; contents → what leads to them; leaves → what hits show
arrangement which buckets of which issues are merged together
binding     all of it at once, in memory
monolith    lunr's own index of the same words
numbers, lengths   how numbers and lengths are written
scripts     a value as a small classic script, and back
segment     a run of Han → words, by the site's own vocabulary (the twin of assets/js/search/segment.js)
grammar     what a reader typed → clauses          (twin: grammar.js)
query       files and a question → hits            (twin: engine.js)
selftest    the files just made must find what is in them
"""
