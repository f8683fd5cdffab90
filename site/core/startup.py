"""What is registered when the site starts?"""
