-- A Microsoft 365 group may be a security group too, and says who finds it.
alter table groups
  add column is_security boolean not null default true,
  add column visibility text check (visibility in ('Public', 'Private'));

alter table groups no force row level security;
-- Those that roles may be given to are.
update groups set is_security = is_role_assignable where kind = 'microsoft365';
alter table groups force row level security;

alter table groups
  add constraint groups_have_security_or_mail check (is_security or kind = 'microsoft365'),
  add constraint groups_of_mail_are_visible check (visibility is null or kind = 'microsoft365'),
  add constraint groups_for_roles_have_security check (is_security or not is_role_assignable);
