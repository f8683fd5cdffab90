"""How good are the answers of a search, judged by people's words?"""
