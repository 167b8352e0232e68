import type { guests as german } from '../de/guests.ts'

/** Invitations, personal accounts, *This was not me* and My apps. */
export const guests = {
  'This was not me': '心当たりがありません',
  'Was this not you?': 'お心当たりがありませんか?',
  'We told you: {subject}, {when}, for {person}.': 'お知らせした内容: {subject}、{when}、{person}。',
  'If it was not you, somebody else may know your password. Then:':
    'お心当たりがない場合は、だれかがパスワードを知っている可能性があります。その場合は次のようになります。',
  'You are signed out everywhere, in every app and on every device, and so is whoever else is signed in as you.':
    'すべてのアプリとデバイスでサインアウトします。あなたとしてサインインしている他の人もサインアウトします。',
  'Your password is set aside. Nobody signs in with it until it is reset for you.':
    'パスワードは無効になります。再設定されるまで、だれもそれでサインインできません。',
  'You reset it, with a code to {address}; other addresses and phones of the account are forgotten. Then remove sign-in methods that are not yours.':
    '{address} に送信されるコードでパスワードを再設定します。アカウントの他のアドレスと電話番号は削除されます。その後、見覚えのないサインイン方法を削除してください。',
  'You ask your administrator for a new one. Tell them, too, if a sign-in method was added that is not yours.':
    '管理者に新しいパスワードを依頼してください。見覚えのないサインイン方法が追加された場合も、お知らせください。',
  'If it was you, close this page: nothing has happened.':
    'ご本人による操作であれば、このページを閉じてください。何も変更されていません。',
  'Your password is set aside': 'パスワードを無効にしました',
  'You are signed out everywhere, and nobody signs in with your password.':
    'すべての場所でサインアウトし、このパスワードではだれもサインインできません。',
  'Sign in, and choose “Can’t access your account?” to reset it.':
    'サインインのページで「アカウントにアクセスできない場合」を選び、再設定してください。',
  'Ask one of these people for a new one.': '次のいずれかの人に新しいパスワードを依頼してください。',
  'You are signed out everywhere': 'すべての場所でサインアウトしました',
  'Your password still works, because without it no administrator would be left. Sign in now, choose another password, and look at who else signs in as you.':
    '管理者がいなくなるため、パスワードはまだ有効です。今すぐサインインして別のパスワードを決め、他にだれがサインインしているか確認してください。',
  'Sign in': 'サインイン',
  'This link is over': 'このリンクは無効です',
  'It works once, and for three days. If you think that somebody else knows your password, ask your administrator to reset it.':
    'リンクは 1 回限り、3 日間有効です。だれかがパスワードを知っていると思われる場合は、管理者に再設定を依頼してください。',
  'Create a personal account': '個人アカウントを作成',
  'One account for every organisation here that invited you as a guest.':
    'あなたをゲストとして招待した、ここのすべての組織で使えるアカウントです。',
  'Your e-mail address': 'メールアドレスの入力',
  'Use the very address that was invited. We send a code there, to see that it is yours.':
    '招待されたアドレスを使ってください。ご自身のものか確認するため、コードを送信します。',
  'Send me a code': 'コードを送信',
  'I have a personal account': '個人アカウントを持っています',
  'Use another address': '別のアドレスを使う',
  'Who are you?': 'お名前の入力',
  'This address belongs to an organisation': 'このアドレスは組織のものです',
  'We wrote to {address}. The code in the letter works for fifteen minutes.':
    '{address} にメールを送信しました。メールのコードは 15 分間有効です。',
  'Send another letter': 'メールを再送信',
  'Your name, as others see it': '他の人に表示される名前',
  'Choose a password of at least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. It is not the password of your mailbox.':
    '{atLeast} 文字以上のパスワードを決めてください。関係のない単語をいくつか並べると、覚えやすく推測されにくくなります。メールボックスのパスワードではありません。',
  'Create the account': 'アカウントを作成する',
  'Addresses like this one belong to {organisation}, which looks after the accounts of its people. Sign in with the address itself; it needs no personal account.':
    'このようなアドレスは {organisation} のもので、アカウントもそこで管理されています。そのアドレスでサインインしてください。個人アカウントは必要ありません。',
  'Begin again': 'もう一度始める',
  'You are invited to {organisation}': '{organisation} に招待されています',
  '{inviter} asks you to come in as a guest. The invitation was sent to {address}.':
    '{inviter} から、ゲストとして招待されています。招待は {address} に送信されました。',
  'Your e-mail address, the very one that was invited': '招待されたメールアドレス',
  'We send a code there, to see that it is yours.': 'ご自身のものか確認するため、コードを送信します。',
  'The link works until {day}. If you do not want to come, close this page.':
    'リンクは {day} まで有効です。招待を受けない場合は、このページを閉じてください。',
  'That did not work': 'うまくいきませんでした',
  'Become a guest of {organisation}': '{organisation} のゲストになる',
  'Or without a password here, if you are known there by this address:':
    'または、次のサービスにこのアドレスで登録していれば、ここではパスワードなしで:',
  'Accept with {provider}': '{provider} で承諾',
  'You sign in with {provider} from now on.': '今後は {provider} でサインインします。',
  '{organisation} may see my name, {name}, and my address':
    '{organisation} が私の名前 ({name}) とアドレスを見ることを許可します',
  'Accept the invitation': '招待を受ける',
  'You did not come back with an answer.': '回答がないまま戻りました。',
  'Open the invitation again': '招待をもう一度開く',
  'A code is on its way to {address}. It works for fifteen minutes.':
    '{address} にコードを送信しました。15 分間有効です。',
  'Choose a password for signing in here, of at least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. It is not the password of your mailbox.':
    'ここへのサインインに使う、{atLeast} 文字以上のパスワードを決めてください。関係のない単語をいくつか並べると、覚えやすく推測されにくくなります。メールボックスのパスワードではありません。',
  Welcome: 'ようこそ',
  'You are a guest of {organisation} now.': '{organisation} のゲストになりました。',
  'Sign in with {address} and the password you chose.': '{address} と、決めたパスワードでサインインしてください。',
  'Sign in with {provider}: there is a button for it.': '{provider} でサインインしてください。専用のボタンがあります。',
  'A link works once, for thirty days, and only the last one that was sent. If you have accepted already, sign in with the address that was invited. If not, ask whoever invited you to do it again.':
    'リンクは 1 回限り、30 日間有効で、最後に送信されたものだけが使えます。すでに承諾した場合は、招待されたアドレスでサインインしてください。まだの場合は、招待した人にもう一度依頼してください。',
  Admin: '管理',
  'People, groups, licences, apps, policies, and why somebody cannot sign in':
    'ユーザー、グループ、ライセンス、アプリ、ポリシー、サインインできない理由',
  'Signed in as {person}': '{person} としてサインイン中',
  'No app has been given to you yet. The people below can change that.':
    'まだアプリが割り当てられていません。下の人が割り当てられます。',
  "Why can't I open this?": '開けない理由',
  'Welcome to Admit': 'Admit へようこそ',
  'This server is empty. Name your organisation and make its first administrator.':
    'このサーバーは空です。組織に名前を付け、最初の管理者を作成してください。',
  Organisation: '組織',
  'Your name': 'お名前',
  "The domain after the @ becomes the organisation's first domain.":
    '@ の後のドメインが、組織の最初のドメインになります。',
  'At least 15 characters: a few unrelated words are easy to remember and hard to guess.':
    '15 文字以上。関係のない単語をいくつか並べると、覚えやすく推測されにくくなります。',
  Begin: '始める',
} as const satisfies Readonly<Record<keyof typeof german, string>>
