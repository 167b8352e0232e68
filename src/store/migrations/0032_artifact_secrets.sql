-- What a browser or client holds stood in what is kept of it, beside its hash. It is put back when it is brought (SEC-13).
alter table artifacts no force row level security;
update artifacts set payload = (payload - 'jti') #- '{session,cookie}' where model <> 'Grant';
alter table artifacts force row level security;
