-- Whether people may reset a forgotten password themselves. The group may be gone: then it is open to nobody.
alter table tenants
  add column reset_for text not null default 'nobody' check (reset_for in ('nobody', 'group', 'everybody')),
  add column reset_group_id uuid,
  add column reset_proofs smallint not null default 1 check (reset_proofs in (1, 2)),
  add check ((reset_for = 'group') = (reset_group_id is not null));
