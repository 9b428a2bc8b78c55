"""The stages of a publication, from its sources to a book: where what is read becomes what editions are made of.

    source → text (a language) → book (a language) → editions

Each stage is a function of plain values that gives plain values; press/tasks stores them under build/.
"""
