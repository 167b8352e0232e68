-- What rules call otherwise than the API was kept under both names, or under either: a rule then read what nobody changed any more.
alter table accounts no force row level security;
update accounts set attributes = (attributes - array['mobile', 'physicalDeliveryOfficeName', 'facsimileTelephoneNumber', 'mailNickName', 'telephoneNumber'])
  || case when attributes ? 'mobile' and not attributes ? 'mobilePhone' then jsonb_build_object('mobilePhone', attributes -> 'mobile') else '{}' end
  || case when attributes ? 'physicalDeliveryOfficeName' and not attributes ? 'officeLocation'
      then jsonb_build_object('officeLocation', attributes -> 'physicalDeliveryOfficeName') else '{}' end
  || case when attributes ? 'facsimileTelephoneNumber' and not attributes ? 'faxNumber'
      then jsonb_build_object('faxNumber', attributes -> 'facsimileTelephoneNumber') else '{}' end
  || case when attributes ? 'mailNickName' and not attributes ? 'mailNickname' then jsonb_build_object('mailNickname', attributes -> 'mailNickName') else '{}' end
  || case when jsonb_typeof(attributes -> 'telephoneNumber') = 'string' and not attributes ? 'businessPhones'
      then jsonb_build_object('businessPhones', jsonb_build_array(attributes -> 'telephoneNumber')) else '{}' end
where attributes ?| array['mobile', 'physicalDeliveryOfficeName', 'facsimileTelephoneNumber', 'mailNickName', 'telephoneNumber'];
alter table accounts force row level security;
