"""From a question to a cited answer.

In: a question in words, and an archive. Out: an ``Answer`` whose every sentence is checked.
Refuses to say what no cited span of a report says.
"""
