-- How long people stay in an instance with one proof of who they are, and how long before its end they are told, in minutes.
alter table instances
  add column session_minutes integer not null default 480 check (session_minutes between 60 and 1440),
  add column session_warn_minutes integer not null default 20,
  add check (session_warn_minutes >= 20 and session_warn_minutes < session_minutes);
