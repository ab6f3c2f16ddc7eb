-- Why a submission waited before somebody released it: whoever takes the release back puts it there again.
ALTER TABLE submissions ADD COLUMN released_from TEXT;
