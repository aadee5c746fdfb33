"""From reports and events to one searchable archive.

In: ``Report`` s with their ``Event`` s. Out: ``Archive``, which lists events and finds passages.
Refuses to know of questions and answers.
"""
