import type { signin as german } from '../de/signin.ts'

/** The pages of a sign-in, of a reset and of help. */
export const signin = {
  'Admit signs you in to {organisation}': 'Admit で {organisation} にサインインします',
  'Switch account': 'アカウントの切り替え',
  'Sign out': 'サインアウト',
  'Try again': 'もう一度試す',
  'My apps': 'マイ アプリ',
  'Open {address}': '{address} を開く',
  'This is our fault, not yours. Try again in a moment.':
    'こちらの問題で、お客様のせいではありません。しばらくしてからもう一度お試しください。',
  "This isn't your organisation's sign-in address. It may have been typed wrong, or be an old one.":
    '組織のサインイン アドレスではありません。入力の誤りか、古いアドレスの可能性があります。',
  'Go back and try again, or start from your apps.': '戻ってもう一度試すか、アプリの一覧から始めてください。',
  'For whoever helps you': 'サポート担当者への情報',
  Code: 'コード',
  Time: '時刻',
  'Correlation id': '相関 ID',
  'Who can help': 'サポートできる人',
  Copy: 'コピー',
  Copied: 'コピーしました',
  'A few details': '情報の入力',
  'We need a few details before you continue': '続ける前に、いくつかの情報が必要です',
  '{organisation} asks for them once, and keeps them in your profile.':
    '{organisation} が一度だけおたずねし、プロフィールに保存します。',
  Continue: '続行',
  'Choose one': '選択してください',
  'Signed in': 'サインイン済み',
  'Signed out': 'サインアウト済み',
  'Choose an account': 'アカウントを選択',
  'Use another account': '別のアカウントを使う',
  'Forget an account': 'アカウントを忘れる',
  'Forget {account}': '{account} を忘れる',
  "Can't access your account?": 'アカウントにアクセスできない場合',
  'Choose an account used here before': '以前ここで使ったアカウントを選択',
  'If you say yes, this browser keeps you signed in, also after you close it, until you have not used it for a day. Say no where others use it too.':
    '「はい」を選ぶと、ブラウザーを閉じた後も、1 日間使わないでいるまでサインインしたままになります。他の人も使う場合は「いいえ」を選んでください。',
  'If you say yes, this browser keeps you signed in, also after you close it, until you have not used it for {days} days. Say no where others use it too.':
    '「はい」を選ぶと、ブラウザーを閉じた後も、{days} 日間使わないでいるまでサインインしたままになります。他の人も使う場合は「いいえ」を選んでください。',
  'Stay signed in?': 'サインインしたままにしますか?',
  "Don't show this again": '今後表示しない',
  No: 'いいえ',
  Yes: 'はい',
  'Close the browser if others use this computer.':
    '他の人もこのコンピューターを使う場合は、ブラウザーを閉じてください。',
  'Still signed in with this browser:': 'このブラウザーでまだサインインしている人:',
  'Sign out of all': '全員サインアウト',
  'You are signed out': 'サインアウトしました',
  'You may still be signed in at {name}, and come in here without a password by it.':
    '{name} にはまだサインインしている可能性があり、ここにパスワードなしで入れることがあります。',
  'Sign out of {name} too': '{name} からもサインアウト',
  'Sign in again': 'もう一度サインイン',
  'Sign in with a personal account': '個人アカウントでサインイン',
  'Sign in at {provider}': '{provider} でサインイン',
  'Your personal account says who you are.': '個人アカウントで本人確認を行います。',
  '{provider} says who you are.': '{provider} で本人確認を行います。',
  'You come back here when you are done.': '完了すると、ここに戻ります。',
  'Go on to your personal account': '個人アカウントに進む',
  'Go on to {provider}': '{provider} に進む',
  'a personal account': '個人アカウント',
  'Sign in with {provider}': '{provider} を使ってサインイン',
  'Reset your password': 'パスワードの再設定',
  'You prove who you are, first with a code that is sent to you, and choose a new password.':
    'まず送信されるコードなどで本人確認をし、新しいパスワードを決めます。',
  'Sign-in name': 'サインイン名',
  Next: '次へ',
  'Back to sign-in': 'サインインに戻る',
  Stop: '中止',
  'No code arrives': 'コードが届かない場合',
  'Nobody is named here. Ask whoever runs the computers of your organisation.':
    'ここに記載されている人はいません。組織のコンピューターの担当者にお問い合わせください。',
  'Enter your code': 'コードを入力',
  'Open your authenticator app and type the six digits it shows for {organisation}.':
    '認証アプリを開き、{organisation} に表示される 6 桁の数字を入力してください。',
  'Choose a new password': '新しいパスワードを決める',
  'At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess. You will be signed out everywhere.':
    '{atLeast} 文字以上。関係のない単語をいくつか並べると、覚えやすく推測されにくくなります。すべての場所でサインアウトします。',
  'Your account is locked after wrong passwords. If you know your password after all:':
    '誤ったパスワードのため、アカウントがロックされています。パスワードがわかる場合:',
  'Only unlock my account': 'ロックの解除だけ行う',
  'One more proof is needed: another code is on its way {to}. It works for fifteen minutes.':
    'もう 1 つ確認が必要です。別のコードを{to}送信しています。15 分間有効です。',
  'If you may reset this password yourself, a code is on its way {to}. It works for fifteen minutes.':
    'ご自身でこのパスワードを再設定できる場合は、コードを{to}送信しています。15 分間有効です。',
  'What is on file of you may be out of date: then one of these people helps you.':
    '登録されている情報が古い可能性があります。その場合は、次のいずれかの人がお手伝いします。',
  'Look among unwanted mail. Not every organisation lets people reset their password, and not everybody has an address or a number on file there: then one of these people does it for you.':
    '迷惑メールも確認してください。ご自身でのパスワードの再設定を許可していない組織や、アドレスや番号が登録されていない場合もあります。その場合は、次のいずれかの人が代わりに行います。',
  'Use another way': '別の方法を使う',
  'Your password is changed': 'パスワードを変更しました',
  'Your account is unlocked': 'アカウントのロックを解除しました',
  'Sign in with the password you have.': '現在のパスワードでサインインしてください。',
  'Enter your password': 'パスワードを入力',
  'Use a passkey instead': '代わりにパスキーを使う',
  'You signed in with a temporary password. Choose one that only you know.':
    '一時パスワードでサインインしました。自分だけが知るパスワードを決めてください。',
  'At least {atLeast} characters. A few unrelated words are easy to remember and hard to guess.':
    '{atLeast} 文字以上。関係のない単語をいくつか並べると、覚えやすく推測されにくくなります。',
  'Sign in with a passkey': 'パスキーでサインイン',
  'A guest?': 'ゲストの方は',
  'No account?': 'アカウントをお持ちでない場合',
  'Create one': '作成する',
  'Permissions for {app}': '{app} のアクセス許可',
  '{app} asks for your permission': '{app} がアクセス許可を求めています',
  'From {publisher}. If you agree, {app} will be able to:':
    '提供元: {publisher}。同意すると、{app} は次のことができます:',
  'Agree for everybody in the organisation': '組織の全員に代わって同意する',
  Agree: '同意する',
  "Don't agree": '同意しない',
  'Signing you in': 'サインインしています',
  'Go on': '進む',
  'A code is on its way to {address}. It works once, for ten minutes.':
    '{address} にコードを送信しました。1 回限り、10 分間有効です。',
  'A text message with a code is on its way to {number}. It works once, for ten minutes.':
    '{number} にコードを SMS で送信しました。1 回限り、10 分間有効です。',
  '{number} is being called, and a code read aloud. It works once, for ten minutes.':
    '{number} に電話し、コードを読み上げます。1 回限り、10 分間有効です。',
  'No code was sent to {address}.': '{address} にコードは送信されませんでした。',
  'E-mail address': 'メールアドレス',
  'Phone number, with its country': '国番号付きの電話番号',
  'Waiting for your passkey…': 'パスキーを待っています…',
  'The passkey was not used. Try again, or use another way.':
    'パスキーは使われませんでした。もう一度試すか、別の方法を使ってください。',
  'This device or security key is set up for you already.':
    'このデバイスまたはセキュリティ キーは、すでに設定されています。',
  'Passkeys do not work at this address of the sign-in page.':
    'このサインイン ページのアドレスではパスキーを使えません。',
  'The page could not be loaded whole. Try again.': 'ページを完全に読み込めませんでした。もう一度お試しください。',
  'The page has been open for too long. Load it again.':
    'ページを開いてから時間が経ちすぎました。再読み込みしてください。',
  'Use another way.': '別の方法を使ってください。',
  'Ask whoever helps you, who can let you in another way.':
    'サポート担当者にお問い合わせください。別の方法でサインインできるようにします。',
  'Your e-mail address on file may be out of date.': '登録されているメールアドレスが古い可能性があります。',
  'Your phone number on file may be out of date.': '登録されている電話番号が古い可能性があります。',
  'What we sent to you did not arrive.': '送信したものが届きませんでした。',
  'What we sent to {address} did not arrive.': '{address} への送信が届きませんでした。',
  'Use your passkey': 'パスキーを使う',
  'Have your device or security key at hand.': 'デバイスまたはセキュリティ キーをご用意ください。',
  'A passkey needs a script of this page, and your browser runs none. Use another way.':
    'パスキーにはこのページのスクリプトが必要ですが、ブラウザーで実行されていません。別の方法を使ってください。',
  'Enter a recovery code': '回復コードを入力',
  'Type one of the codes you kept when you made them. Each works once.':
    '作成時に保管したコードの 1 つを入力してください。1 個につき 1 回使えます。',
  'Type the code of: {method}': '次のコードを入力してください: {method}',
  '{method} “{name}”': '{method} 「{name}」',
  '{method} to {address}': '{method} ({address} 宛て)',
  Reference: '参照番号',
  App: 'アプリ',
  'Your sign-in name looks like {example}. It can differ from the name you use on your computer.':
    'サインイン名は {example} のような形です。コンピューターで使う名前とは異なることがあります。',
  'After several wrong passwords, wait fifteen minutes before the next try.':
    'パスワードを何度か間違えた場合は、15 分待ってからもう一度お試しください。',
  'Keep the reference number of your last try: whoever helps you can see what stands in the way.':
    '最後に試したときの参照番号を控えておいてください。サポート担当者が原因を確認できます。',
  'Your sign-in name': 'サインイン名の入力',
  'Find who can help': 'サポートできる人を探す',
  'Do you want to sign out?': 'サインアウトしますか?',
  'An app asks to sign {person} out here and everywhere you used this sign-in.':
    'アプリが、{person} をここと、このサインインを使ったすべての場所からサインアウトするよう求めています。',
  'Stay signed in': 'サインインしたままにする',
  'Set up a second factor': '第二の認証を設定',
  'Your organisation asks for a second proof that it is you.': '組織は、第二の本人確認を求めています。',
  'Scan this with an authenticator app, then type the code it shows.':
    '認証アプリでこれをスキャンし、表示されたコードを入力してください。',
  'Set up a passkey instead': '代わりにパスキーを設定',
  'Not now': '後で',
  'Set up a passkey': 'パスキーを設定',
  'Have your security key at hand, or use this device: its screen lock is enough.':
    'セキュリティ キーをご用意いただくか、このデバイスを使ってください。画面ロックで十分です。',
  'A passkey needs a script of this page, and your browser runs none. Use another browser.':
    'パスキーにはこのページのスクリプトが必要ですが、ブラウザーで実行されていません。別のブラウザーを使ってください。',
  'Get codes by e-mail or phone instead': '代わりにメールまたは電話でコードを受け取る',
  'Get codes by e-mail instead': '代わりにメールでコードを受け取る',
  'Get codes by phone instead': '代わりに電話でコードを受け取る',
  'This is a shared computer': '共有のコンピューターです',
  'You may still be signed in to {apps}: no answer came from there yet, and it is told again.':
    '{apps} にはまだサインインしている可能性があります。応答がまだないため、サインアウトをもう一度通知します。',
  'Where your password came from, only its first 72 bytes counted, and whatever followed was taken. Choose a new one, which counts to its end.':
    '以前のシステムではパスワードの先頭 72 バイトだけが確認され、残りは確認されていませんでした。最後まで確認される新しいパスワードを選んでください。',
  'An administrator of {organisation} had your password reset, and this link sent to you. It works once, until {until}.':
    '{organisation} の管理者がパスワードをリセットし、このリンクをお送りしました。リンクは {until} まで一度だけ使えます。',
  'If you did not ask for it, close this page and ask them why.':
    'お心当たりがない場合は、このページを閉じて管理者に理由をお尋ねください。',
  'This link is over': 'このリンクは無効です',
  'A link to choose a new password works once, for {hours} hours, and only the last one that was sent to you. If you have chosen a password already, sign in with it. If not, ask your administrator for another link.':
    '新しいパスワードを選ぶためのリンクは {hours} 時間、一度だけ使え、最後に送られたものだけが有効です。すでにパスワードを選んだ場合は、それでサインインしてください。まだの場合は、管理者に別のリンクをご依頼ください。',
  'Passwords of your organisation are reset by an administrator.': '組織のパスワードは管理者がリセットします。',
  'Find my administrator or support person': '管理者またはサポート担当者を探す',
} as const satisfies Readonly<Record<keyof typeof german, string>>
