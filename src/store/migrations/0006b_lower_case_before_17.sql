-- PostgreSQL 17 brings `pg_c_utf8`, by which 0007 folds. An older server gets one of that name, made of what its system has: the
-- same simple lower case, letter by letter, but for letters newer than the system's Unicode.
do $$
declare
  name text;
begin
  if current_setting('server_version_num')::int >= 170000 then return; end if;
  foreach name in array array['C.UTF-8', 'C.utf8', 'en_US.UTF-8', 'en_US.utf8'] loop
    begin
      execute format('create collation pg_c_utf8 (provider = libc, locale = %L)', name);
      return;
    exception when others then null;
    end;
  end loop;
  raise exception 'PostgreSQL before 17 needs one of the locales C.UTF-8 and en_US.UTF-8 of its system';
end $$;
