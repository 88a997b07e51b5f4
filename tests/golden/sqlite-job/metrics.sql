CREATE TABLE figures(office TEXT, half TEXT, what TEXT, amount NUMERIC, entered TEXT);
INSERT INTO figures VALUES ('u1', '2026H1', 'visit', 1200, '2026-07-01'), ('u1', '2025H1', 'visit', 1000, '2025-07-01'),
  ('u2', '2026H1', 'visit', 12.5, '2026-07-01'), ('u3', '2026H1', 'visit', 7, '2026-07-01');
CREATE TABLE notes(note TEXT);
