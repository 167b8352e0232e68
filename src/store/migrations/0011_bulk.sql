-- A bulk is a job; each line of its file is a row here, which says what is to be done until it is done, and then what came of it.
create table bulk_lines (
  tenant_id uuid not null references tenants on delete cascade,
  job_id uuid not null,
  n integer not null,
  -- As an editor counts.
  line integer not null,
  -- Whom the line is about, as the file calls them, for whoever reads the result.
  subject text not null default '',
  -- The fields by column; a password among them is sealed. Null as soon as nothing is to be done any more.
  fields jsonb,
  outcome text check (outcome in ('done', 'same', 'bad')),
  code text,
  message text,
  primary key (tenant_id, job_id, n),
  foreign key (tenant_id, job_id) references jobs on delete cascade
);
create index bulk_lines_bad on bulk_lines (tenant_id, job_id, n) where outcome = 'bad';
create index bulk_lines_subject on bulk_lines (tenant_id, job_id, subject, n);
alter table bulk_lines enable row level security;
alter table bulk_lines force row level security;
create policy tenant on bulk_lines using (tenant_id = nullif(current_setting('admit.tenant', true), '')::uuid);
