-- Apps, their secrets and the groups assigned to them are kept in memory under the tenant's shape version: whatever changes
-- them counts as a change of the shape, so that what is taken back is refused at the very next request.
create function shape_changes() returns trigger language plpgsql as $$
begin
  update tenants set shape_version = shape_version + 1 where id = nullif(current_setting('admit.tenant', true), '')::uuid;
  return null;
end $$;
create trigger apps_shape after insert or update or delete on apps for each statement execute function shape_changes();
create trigger app_secrets_shape after insert or update or delete on app_secrets for each statement execute function shape_changes();
create trigger app_assignments_shape after insert on app_assignments for each row when (new.principal_kind = 'group') execute function shape_changes();
create trigger app_assignments_shape_less after delete on app_assignments for each row when (old.principal_kind = 'group') execute function shape_changes();
