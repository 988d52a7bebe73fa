"""Undoes what printing and recognition did to the text: line ends, stray spaces, column cuts; every change recorded."""
