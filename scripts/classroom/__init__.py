"""The site: worksheets that run in a browser, with nothing to install."""
