-- The area code that completes a landline written without one ("021"); '' completes none.
ALTER TABLE workspaces ADD COLUMN default_area TEXT NOT NULL DEFAULT '';
