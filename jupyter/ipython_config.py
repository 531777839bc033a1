"""What every kernel of this environment loads: errors become sentences at once.

The package puts this file into ``etc/ipython``, where IPython looks for it.
"""

c = get_config()  # noqa: F821 - IPython gives this function to its settings
c.InteractiveShellApp.extensions.append("workshop.kernel")
