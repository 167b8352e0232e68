-- How many times as long a lock lasts than the one before it is the tenant's to say, as the threshold and the first lock are.
alter table tenants add column lockout_growth integer not null default 2 check (lockout_growth between 1 and 10);
