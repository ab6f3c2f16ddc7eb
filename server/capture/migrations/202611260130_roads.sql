-- Leads come by other roads than forms. `form_id` then names what they came through there (an incoming address: server/intake),
-- `road_name` what histories call it, and `body` is what came, as it came (0022).
ALTER TABLE submissions ADD COLUMN road TEXT NOT NULL DEFAULT 'form';
ALTER TABLE submissions ADD COLUMN road_name TEXT NOT NULL DEFAULT '';
ALTER TABLE submissions ADD COLUMN body TEXT NOT NULL DEFAULT '';
