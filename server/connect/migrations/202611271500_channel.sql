-- How the people of a list came, where their rows do not say it themselves.
ALTER TABLE imports ADD COLUMN channel TEXT;
