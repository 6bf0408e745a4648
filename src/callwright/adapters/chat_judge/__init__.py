"""A judge outside the house: any endpoint that speaks the chat completions of OpenAI.

Takes: messages, an address, a key. Makes: one HTTP request, bounded in time and size, without redirects. Gives: the
answer's text, or NoAnswer with a code.
"""
