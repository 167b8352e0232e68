-- When an assignment, direct or through a group, was given or last changed; unknown of those that were there before.
alter table licence_assignments add column changed_at bigint;
