import type { gates as german } from '../de/gates.ts'

/** What gates and causes tell the person. */
export const gates = {
  "We don't know this app": 'このアプリは登録されていません',
  "We don't know the app you came from. Open it from your apps, or tell its owner. Reference {ref}.":
    'アクセス元のアプリがわかりません。アプリの一覧から開くか、アプリの所有者にお知らせください。参照番号 {ref}。',
  'This app was deleted': 'このアプリは削除されました',
  '{app} was deleted here, and nobody can open it. If you need it, tell its owner. Reference {ref}.':
    '{app} は削除されており、だれも開けません。必要な場合は、アプリの所有者にお知らせください。参照番号 {ref}。',
  'The address to return to is not registered': '戻り先のアドレスが登録されていません',
  'The app asked us to send you to an address that is not registered for it, so we stopped. Tell the owner of the app. Reference {ref}.':
    'アプリが、登録されていないアドレスへの移動を求めたため、中止しました。アプリの所有者にお知らせください。参照番号 {ref}。',
  'Not a sign-in name': 'サインイン名ではありません',
  'Type your full sign-in name, like name@company.com. It may differ from the name you use on your computer.':
    'name@company.com のような完全なサインイン名を入力してください。コンピューターで使う名前とは異なることがあります。',
  'The identity provider is not reached': 'ID プロバイダーに接続できません',
  "We couldn't reach {provider}, where you prove who you are. Try again in a few minutes. Reference {ref}.":
    '本人確認を行う {provider} に接続できませんでした。数分後にもう一度お試しください。参照番号 {ref}。',
  'Another identity provider knows the person': '別の ID プロバイダーに登録されています',
  'Your organisation sends you to {provider}, and you are known here by another one. Your administrator can put that right. Reference {ref}.':
    '組織の設定では {provider} を使いますが、こちらでは別のプロバイダーで登録されています。管理者が修正できます。参照番号 {ref}。',
  'The identity provider did not answer correctly': 'ID プロバイダーの応答が正しくありません',
  '{provider}, where you prove who you are, did not answer correctly. Start again; if it happens again, tell your administrator. Reference {ref}.':
    '本人確認を行う {provider} の応答が正しくありませんでした。最初からやり直してください。繰り返し起こる場合は、管理者にお知らせください。参照番号 {ref}。',
  'The identity provider said no': 'ID プロバイダーが拒否しました',
  '{provider}, where you prove who you are, did not let you through. Start again, or ask there. Reference {ref}.':
    '本人確認を行う {provider} で許可されませんでした。最初からやり直すか、そちらにお問い合わせください。参照番号 {ref}。',
  'Somebody else is signed in at the identity provider': 'ID プロバイダーに別の人がサインインしています',
  'At {provider} you are signed in as somebody else than you named here. Sign out there, then start again. Reference {ref}.':
    '{provider} では、ここで入力した名前とは別の人としてサインインしています。そちらでサインアウトしてから、最初からやり直してください。参照番号 {ref}。',
  'The identity provider means somebody else by this name': 'ID プロバイダーではこの名前は別の人です',
  'Whom {provider} says you are does not fit with what we know. Your administrator can put that right. Reference {ref}.':
    '{provider} の示す人が、こちらの情報と一致しません。管理者が修正できます。参照番号 {ref}。',
  'Nobody here is known by this identity': 'この ID の人は登録されていません',
  '{provider} knows you, and nobody here does by it. If you were invited, open the link in the invitation and accept it with {provider} there. Reference {ref}.':
    '{provider} では登録されていますが、こちらには登録されていません。招待を受けている場合は、招待のリンクを開き、{provider} で承諾してください。参照番号 {ref}。',
  'Nobody comes by this identity provider any more': 'この ID プロバイダーは使えなくなりました',
  'The way by which you signed in is closed here. Sign in again in another way, or ask whoever invited you for one.':
    'このサインイン方法は使えなくなりました。別の方法でサインインするか、招待した人にお問い合わせください。',
  'A password is asked for': 'パスワードが必要です',
  'Enter your password.': 'パスワードを入力してください。',
  'The Temporary Access Pass is over': '一時アクセス パスの期限が切れました',
  'Your Temporary Access Pass is over. Ask your administrator for a new one. Reference {ref}.':
    '一時アクセス パスの期限が切れました。管理者に新しいパスを依頼してください。参照番号 {ref}。',
  'The Temporary Access Pass is used up': '一時アクセス パスは使用済みです',
  'Your Temporary Access Pass was good for one sign-in, which it was used for. If that was not you, tell your administrator at once. Reference {ref}.':
    '一時アクセス パスは一回限りのもので、すでに使われています。お心当たりがない場合は、すぐに管理者にお知らせください。参照番号 {ref}。',
  'The Temporary Access Pass is not good yet': '一時アクセス パスはまだ使えません',
  'Your Temporary Access Pass is good from {startsAt} on. Try again then. Reference {ref}.':
    '一時アクセス パスは {startsAt} から使えます。その後もう一度お試しください。参照番号 {ref}。',
  'The session has reached its limit': 'セッションが上限に達しました',
  'Your session in {instance} reached its limit. Sign in again, and you are back where you were.':
    '{instance} のセッションが上限に達しました。もう一度サインインすると、元の場所に戻ります。',
  'The second factor is paused after wrong codes': '誤ったコードのため、第二の認証を一時停止しています',
  'Too many codes were wrong, so none is taken until {pausedUntil}. If you did not type them, somebody knows your password: tell your administrator at once. Reference {ref}.':
    '誤ったコードが多すぎるため、{pausedUntil} まで受け付けません。入力した覚えがない場合は、パスワードが知られています。すぐに管理者にお知らせください。参照番号 {ref}。',
  'The code was wrong': 'コードが正しくありません',
  'A second factor is asked for': '第二の認証が必要です',
  'Confirm that it is you: enter the code from your authenticator app.':
    'ご本人の確認のため、認証アプリのコードを入力してください。',
  'A policy asks for a second factor': 'ポリシーにより第二の認証が必要です',
  'A policy asks for a stronger proof': 'ポリシーにより、より強い確認が必要です',
  '{app} asks for a stronger proof that it is you: use your {way}.':
    '{app} には、より強い本人確認が必要です。次を使ってください: {way}。',
  'The way of signing in is not allowed': 'このサインイン方法は許可されていません',
  'Your organisation does not let you sign in with your {way}. Ask your administrator for another way in. Reference {ref}.':
    '組織はこのサインイン方法を許可していません: {way}。別の方法を管理者に依頼してください。参照番号 {ref}。',
  'Another way of signing in is asked for': '別のサインイン方法が必要です',
  'Your organisation does not let you sign in with your {way}: use your {other}.':
    '組織はこのサインイン方法を許可していません: {way}。次を使ってください: {other}。',
  'No second factor that is set up is allowed': '登録済みの第二の認証はどれも許可されていません',
  'Your organisation asks for a second factor, and does not allow the one you have. Ask your administrator for a Temporary Access Pass. Reference {ref}.':
    '組織は第二の認証を求めていますが、お持ちの方法は許可されていません。管理者に一時アクセス パスを依頼してください。参照番号 {ref}。',
  'The passkey was made for another address': 'パスキーは別のアドレス用です',
  'Your passkey was made for {madeFor}, and this page is at another address. Open the sign-in page there, or ask your administrator for a Temporary Access Pass. Reference {ref}.':
    'パスキーは {madeFor} 用に作られており、このページは別のアドレスです。そちらのサインイン ページを開くか、管理者に一時アクセス パスを依頼してください。参照番号 {ref}。',
  'What a policy asks for is not allowed': 'ポリシーが求める方法は許可されていません',
  '{app} asks for a stronger proof than your organisation lets you give. Your administrator can change that. Reference {ref}.':
    '{app} は、組織が許可しているよりも強い確認を求めています。管理者が変更できます。参照番号 {ref}。',
  'A policy blocks the sign-in': 'ポリシーによりサインインがブロックされました',
  'Your organisation does not allow you to open {app}. An administrator can tell you why. Reference {ref}.':
    '組織の設定により {app} を開けません。理由は管理者にお問い合わせください。参照番号 {ref}。',
  'A policy blocks the network': 'ポリシーによりネットワークがブロックされました',
  "{app} cannot be opened from the network you are on. Use your organisation's network, or ask an administrator. Reference {ref}.":
    '{app} は、現在のネットワークからは開けません。組織のネットワークを使うか、管理者にお問い合わせください。参照番号 {ref}。',
  'The password is set aside': 'パスワードは無効になっています',
  "You told us that something was not you, so your password is set aside. Use “Can't access your account?”, or ask your administrator for a new one. Reference {ref}.":
    'お心当たりのない操作のご報告を受け、パスワードを無効にしました。「アカウントにアクセスできない場合」を使うか、管理者に新しいパスワードを依頼してください。参照番号 {ref}。',
  'The temporary password is over': '一時パスワードの期限が切れました',
  "Your temporary password was not used in time. Use “Can't access your account?”, or ask your administrator for a new one. Reference {ref}.":
    '一時パスワードが期限内に使われませんでした。「アカウントにアクセスできない場合」を使うか、管理者に新しいパスワードを依頼してください。参照番号 {ref}。',
  'The password has expired': 'パスワードの期限が切れました',
  'Your password has expired. Choose a new one.': 'パスワードの期限が切れました。新しいパスワードを決めてください。',
  'A temporary password is to be changed': '一時パスワードの変更が必要です',
  'Choose a new password to finish signing in.': 'サインインを完了するには、新しいパスワードを決めてください。',
  'No method is registered, and a policy asks for one': '方法が登録されていませんが、ポリシーにより必要です',
  'Your organisation needs more proof that it is you. Set up an authenticator app to go on.':
    '組織は追加の本人確認を求めています。続けるには、認証アプリを設定してください。',
  'No method is registered, and multi-factor is on for the person':
    '方法が登録されていませんが、この人には第二の認証が必要です',
  'No method is registered that is as strong as a policy asks for': 'ポリシーが求める強さの方法が登録されていません',
  '{app} asks for a stronger proof than you can give. Set up a passkey or a security key to go on.':
    '{app} は、お持ちの方法よりも強い確認を求めています。続けるには、パスキーまたはセキュリティ キーを設定してください。',
  'Details are missing that an administrator fills in': '管理者が入力する情報が足りません',
  'Your organisation needs to know your {details} before you continue, and only your administrator can fill that in. Ask them for it. Reference {ref}.':
    '続けるには、次の情報が必要です: {details}。入力できるのは管理者だけですので、管理者に依頼してください。参照番号 {ref}。',
  'Details of the profile are missing': 'プロフィールの情報が足りません',
  'We need a few details before you continue: {details}.': '続ける前に、次の情報が必要です: {details}。',
  'The app is switched off': 'アプリはオフになっています',
  '{app} is switched off at the moment. Your help desk knows more. Reference {ref}.':
    '{app} は現在オフになっています。詳しくはヘルプデスクにお問い合わせください。参照番号 {ref}。',
  'The app takes no guests': 'このアプリはゲストを受け入れていません',
  '{app} is for members of the organisation; you are {as} here. Use your work account of this organisation, if you have one. Reference {ref}.':
    '{app} は組織のメンバー用です。ここでのあなたは{as}です。この組織の職場アカウントがあれば、それを使ってください。参照番号 {ref}。',
  'Not assigned to the app': 'アプリに割り当てられていません',
  "You haven't been given {app} yet. Ask your help desk for access. Reference {ref}.":
    '{app} はまだ割り当てられていません。ヘルプデスクにアクセスを依頼してください。参照番号 {ref}。',
  'No licence': 'ライセンスがありません',
  "You don't have a licence for {app}. Your help desk can give you one. Reference {ref}.":
    '{app} のライセンスがありません。ヘルプデスクが割り当てられます。参照番号 {ref}。',
  'The licence is for something else': 'ライセンスは別の製品用です',
  "Your licence doesn't include {app}. Your help desk can give you one that does. Reference {ref}.":
    'ライセンスに {app} が含まれていません。含まれるものをヘルプデスクが割り当てられます。参照番号 {ref}。',
  'The subscription has ended': 'サブスクリプションが終了しました',
  "Your organisation's subscription for {app} needs attention. Your help desk knows what to do. Reference {ref}.":
    '組織の {app} のサブスクリプションに対応が必要です。ヘルプデスクにお問い合わせください。参照番号 {ref}。',
  'Switched off in the licence': 'ライセンスでオフになっています',
  '{app} is switched off in your licence. Your help desk can switch it on. Reference {ref}.':
    '{app} はライセンスでオフになっています。ヘルプデスクがオンにできます。参照番号 {ref}。',
  'The app asks for a permission that does not exist': 'アプリが存在しない権限を求めています',
  '{app} asks for something that does not exist here. Whoever makes the app has to correct that. Reference {ref}.':
    '{app} は、ここに存在しないものを求めています。アプリの開発元による修正が必要です。参照番号 {ref}。',
  "An administrator's consent is missing": '管理者の同意がありません',
  'An administrator must approve {app} before you can use it. Your help desk can ask for that. Reference {ref}.':
    '{app} を使うには、管理者の承認が必要です。ヘルプデスクから依頼できます。参照番号 {ref}。',
  'The app asks for permission': 'アプリがアクセス許可を求めています',
  '{app} asks for your permission.': '{app} がアクセス許可を求めています。',
  'Only an administrator may consent': '同意できるのは管理者だけです',
  'The system is being maintained': 'システムはメンテナンス中です',
  '{instance} is being maintained until {maintenanceUntil}. Try again later. Reference {ref}.':
    '{instance} は {maintenanceUntil} までメンテナンス中です。後でもう一度お試しください。参照番号 {ref}。',
  'The system is switched off': 'システムはオフになっています',
  '{instance} is switched off. Your help desk knows more. Reference {ref}.':
    '{instance} はオフになっています。詳しくはヘルプデスクにお問い合わせください。参照番号 {ref}。',
  'Not in the system yet': 'まだシステムに登録されていません',
  "Your account isn't in {instance} yet. Your help desk can add it. Reference {ref}.":
    'アカウントはまだ {instance} に登録されていません。ヘルプデスクが追加できます。参照番号 {ref}。',
  'Switched off in the system': 'システムでオフになっています',
  'Your account is switched off in {instance}. Your help desk can switch it on. Reference {ref}.':
    'アカウントは {instance} でオフになっています。ヘルプデスクがオンにできます。参照番号 {ref}。',
  'No security role': 'セキュリティ ロールがありません',
  'You have not been assigned a security role in {instance}, so you have insufficient privileges to open it. Its administrator can assign one. Reference {ref}.':
    '{instance} のセキュリティ ロールが割り当てられていないため、開く権限がありません。管理者が割り当てられます。参照番号 {ref}。',
  'The clock of the phone is off': '携帯電話の時計がずれています',
  "Your phone's clock is {off}. Let it set its time automatically, then use the newest code.":
    '携帯電話の時計が{off}。時刻を自動設定にしてから、最新のコードを使ってください。',
  'What is sent to the person does not arrive': '送信したものが届いていません',
  'Your {way} on file may be out of date. Use another way, or ask your administrator.':
    '登録されている情報が古い可能性があります: {way}。別の方法を使うか、管理者にお問い合わせください。',
  'Your passkey was made for {madeFor}. Open the sign-in page there, or set up another one here.':
    'パスキーは {madeFor} 用に作られています。そちらのサインイン ページを開くか、ここで別のパスキーを設定してください。',
  'Something we need to know is missing, and that is our fault. Try again in a moment. Reference {ref}.':
    '必要な情報が足りません。こちらの問題です。しばらくしてからもう一度お試しください。参照番号 {ref}。',
  "We couldn't decide": '判断できませんでした',
  "We couldn't sign you in": 'サインインできませんでした',
  "We couldn't sign you in. Check that your sign-in name looks like name@company.com and try again. If you tried several times, wait 15 minutes. You can also use “Can't access your account?”. Reference {ref}.":
    'サインインできませんでした。サインイン名が name@company.com のような形か確認し、もう一度お試しください。何度か試した場合は、15 分お待ちください。「アカウントにアクセスできない場合」もご利用いただけます。参照番号 {ref}。',
  'the person': 'この人',
  'the app': 'アプリ',
  'the system': 'システム',
  none: 'なし',
  'further notice': '当面の間',
  'a guest': 'ゲスト',
  'a guest with a personal account': '個人アカウントのゲスト',
  'about {seconds} seconds slow': '約 {seconds} 秒遅れています',
  'about {seconds} seconds fast': '約 {seconds} 秒進んでいます',
  password: 'パスワード',
  'authenticator app': '認証アプリ',
  'code by e-mail': 'メールのコード',
  'code by phone': '電話のコード',
  'recovery codes': '回復コード',
  passkey: 'パスキー',
  'Temporary Access Pass': '一時アクセス パス',
  'identity provider': 'ID プロバイダー',
  'second factor at the identity provider': 'ID プロバイダーの第二の認証',
  'e-mail address': 'メールアドレス',
  'phone number': '電話番号',
  'first name': '名',
  'last name': '姓',
  'mobile phone': '携帯電話',
  'business phone': '会社の電話',
  'street address': '番地',
  'postal code': '郵便番号',
  city: '市区町村',
  'state or province': '都道府県',
  country: '国',
  language: '言語',
  'A link to choose a new password was sent': '新しいパスワードを選ぶためのリンクが送られました',
  'An administrator had your password reset: this one no longer works. A link to choose a new one was sent to you by e-mail, and is good until {linkUntil}.':
    '管理者がパスワードをリセットしたため、このパスワードは使えません。新しいパスワードを選ぶためのリンクをメールでお送りしました。{linkUntil} まで有効です。',
  'The link to choose a new password is over': '新しいパスワードを選ぶためのリンクの期限が切れました',
  'An administrator had your password reset: this one no longer works, and the link to choose a new one, which was sent to you by e-mail, is over. Ask for another. Reference {ref}.':
    '管理者がパスワードをリセットしたため、このパスワードは使えません。メールでお送りした、新しいパスワードを選ぶためのリンクも期限が切れています。別のリンクをご依頼ください。参照番号 {ref}。',
  "That code didn't work. Use the newest one; of recovery codes, one that you have not used yet.":
    'そのコードは使えませんでした。最新のコードを入力してください。回復コードの場合は、まだ使っていないものを入力してください。',
} as const satisfies Readonly<Record<keyof typeof german, string>>
