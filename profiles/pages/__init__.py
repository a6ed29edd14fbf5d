"""What the pages of readers show, each in one module; none knows HTTP."""
