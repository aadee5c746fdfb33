"""From what the assistant says to what a web page shows: HTML, tables, charts and files to save.

In: the assistant's types. Out: HTML and files. Refuses to know of widgets and requests.
"""
