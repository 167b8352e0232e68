import type { refusals as german } from '../de/refusals.ts'

/** What errors and wrong answers are said with. */
export const refusals = {
  'Your role does not allow this': 'あなたの役割では許可されていません',
  'Prove again that it is you': 'もう一度本人確認をしてください',
  'Sign in again: this asks for more than you have proved': 'もう一度サインインしてください。さらに本人確認が必要です',
  'You are not let in here': 'アクセスが許可されていません',
  'Sign in first': '先にサインインしてください',
  'The token is not valid here': 'トークンはここでは無効です',
  'Your role does not allow this change': 'あなたの役割ではこの変更は許可されていません',
  'Something changed meanwhile; look again': '途中で変更がありました。もう一度確認してください',
  'The person is reached by one already': 'この連絡先はすでに登録されています',
  'The person is not reached so': 'この連絡先は登録されていません',
  'The database is away for a moment': 'データベースが一時的に利用できません',
  'Something broke on our side': 'こちら側で問題が発生しました',
  'This invitation is over': 'この招待は無効になっています',
  'Too many wrong codes; open the link again': '誤ったコードが多すぎます。リンクをもう一度開いてください',
  'This link was used, or is too old': 'このリンクは使用済みか、期限切れです',
  'There is no such picture': 'その画像はありません',
  'No method is set up yet': 'まだ方法が設定されていません',
  'Your organisation does not allow this method': '組織はこの方法を許可していません',
  'There is no such session, or it has ended': 'そのセッションはないか、終了しています',
  'There is no such sign-in method': 'そのサインイン方法はありません',
  'This is over; begin again': '時間切れです。もう一度始めてください',
  'This password is too easy to guess': 'このパスワードは推測されやすいものです',
  'This password is not strong enough': 'このパスワードは強度が足りません',
  'This is not the password': 'パスワードが違います',
  'Too many requests; wait a moment': 'リクエストが多すぎます。少しお待ちください',
  'This server has no personal accounts': 'このサーバーに個人アカウントはありません',
  'This sign-up is over; begin it again': 'この登録は時間切れです。もう一度始めてください',
  'Too many wrong codes; begin again': '誤ったコードが多すぎます。もう一度始めてください',
  'This form did not come from our page': 'このフォームはこちらのページのものではありません',
  'The request is not well formed': 'リクエストの形式が正しくありません',
  'There is nothing at this address': 'このアドレスには何もありません',
  'The request is too large': 'リクエストが大きすぎます',
  'This is not an address of ours': 'このアドレスはこちらのものではありません',
  'This address is asked by another method': 'このアドレスは別のメソッドで呼び出します',
  'This kind of content is not taken here': 'この種類の内容は受け付けられません',
  'This reset is over; start again': 'この再設定は時間切れです。最初からやり直してください',
  'Too many wrong codes; start again': '誤ったコードが多すぎます。最初からやり直してください',
  'Too many people are signing in at this moment': '現在サインインする人が多すぎます',
  'This answer is not to a sign-in of this browser; start again':
    'この応答はこのブラウザーのサインインのものではありません。最初からやり直してください',
  'This sign-in is over; start again': 'このサインインは時間切れです。最初からやり直してください',
  'No organisation here has this domain': 'このドメインの組織はありません',
  'There is no such organisation': 'その組織はありません',
  'Another identity provider says who this person is': 'この人の確認は別の ID プロバイダーが行います',
  'There is no such identity provider': 'その ID プロバイダーはありません',
  'After this change too few administrators could sign in': 'この変更の後では、サインインできる管理者が少なすぎます',
  'There is no such account': 'そのアカウントはありません',
  'This change cannot be made': 'この変更はできません',
  'There is no invitation that waits to be accepted': '承諾待ちの招待はありません',
  'No organisation here has this domain. Check what follows the @ in your sign-in name.':
    'このドメインの組織はありません。サインイン名の @ の後を確認してください。',
  'Your browser did not bring back our cookie. Allow cookies for this site, then start again.':
    'ブラウザーから Cookie が返されませんでした。このサイトの Cookie を許可し、最初からやり直してください。',
  'Open the page again and fill it in once more.': 'ページをもう一度開き、入力し直してください。',
  'Something is missing. Fill in every field.': '未入力の項目があります。すべて入力してください。',
  'That is too long: at most {limit} characters fit.': '長すぎます。{limit} 文字までです。',
  'There are characters in it that nobody can type. Type it again.':
    '入力できない文字が含まれています。入力し直してください。',
  'This is no e-mail address.': 'メールアドレスではありません。',
  'This is no number with its country, such as +44 20 7946 0018.':
    '+44 20 7946 0018 のような国番号付きの番号ではありません。',
  'Begin again: this was begun elsewhere.': 'もう一度始めてください。これは別の場所で始められたものです。',
  'No more codes are sent for this. Use another way, or start again later.':
    'これ以上コードは送信されません。別の方法を使うか、後でやり直してください。',
  'Your organisation does not allow codes to be sent so. Use another way.':
    '組織はこの方法でのコードの送信を許可していません。別の方法を使ってください。',
  'Too many codes were sent to you within the hour, so none is sent now. Use another way, or wait.':
    '1 時間に送信したコードが多すぎるため、今は送信できません。別の方法を使うか、お待ちください。',
  'Codes are sent there already.': 'すでにそこへコードが送信されます。',
  'Give an address that you read without the password of this account.':
    'このアカウントのパスワードなしで読めるアドレスを入力してください。',
  'No more codes are sent for this. Start again, or ask one of those who can help.':
    'これ以上コードは送信されません。最初からやり直すか、サポートできる人にお問い合わせください。',
  'No more codes are sent for this now. Open the link in your invitation again in an hour.':
    '今はこれ以上コードは送信されません。1 時間後に招待のリンクをもう一度開いてください。',
  'Write your name, as others are to see it.': '他の人に表示される名前を入力してください。',
  'Write your name in at most 64 characters.': '名前は 64 文字以内で入力してください。',
  'Choose one.': '1 つ選んでください。',
  'Fill this in.': '入力してください。',
  'There are characters in it that nobody can see. Type it again.':
    '表示できない文字が含まれています。入力し直してください。',
  'Write a number like +33 612345678.': '+33 612345678 のような番号を入力してください。',
  'Write it in letters or numbers.': '文字または数字で入力してください。',
  'Write it in letters.': '文字で入力してください。',
  'Your personal account is for another address than the one that was invited. Come with one for the very address that was invited, or have a code sent to it.':
    '個人アカウントのアドレスが、招待されたアドレスと異なります。招待されたアドレスのアカウントを使うか、そのアドレスでコードを受け取ってください。',
  'This invitation was sent to another address. Type the very address it came to. If you want to come with another one, ask whoever invited you to invite that one.':
    'この招待は別のアドレスに送られました。招待が届いたアドレスを入力してください。別のアドレスを使いたい場合は、招待した人にそのアドレスへの招待を依頼してください。',
  'Too many codes were sent to this address. Wait an hour, then open the link again.':
    'このアドレスに送信したコードが多すぎます。1 時間待ってから、リンクをもう一度開いてください。',
  'There is a NUL in the address.': 'アドレスに NUL 文字が含まれています。',
  'The address is not written as one.': 'アドレスの形式が正しくありません。',
  '{provider} cannot be asked at this moment. Try again in a few minutes, or have a code sent.':
    '現在 {provider} に問い合わせできません。数分後にもう一度試すか、コードを受け取ってください。',
  'The provider': 'プロバイダー',
  '{provider} did not say who you are.': '{provider} から、どなたかの回答がありませんでした。',
  '{provider} does not say an address that it has seen to be yours. Have a code sent to it instead.':
    '{provider} は、確認済みのアドレスを示していません。代わりにコードを受け取ってください。',
  'At {provider} you are known by another address than the one that was invited. Sign in there with the very address that was invited, or have a code sent to it.':
    '{provider} に登録されているアドレスが、招待されたアドレスと異なります。招待されたアドレスでサインインするか、そのアドレスでコードを受け取ってください。',
  'Somebody here is linked with who you are at {provider} already. Sign in with {provider}.':
    '{provider} のこの ID は、すでに別の人に関連付けられています。{provider} でサインインしてください。',
  'Write an address like you@mail.example.': 'you@mail.example のようなアドレスを入力してください。',
  'A code is on its way. Wait half a minute before you ask for another.':
    'コードを送信中です。次を請求するまで 30 秒お待ちください。',
  "That code didn't work. Use the newest one, within fifteen minutes.":
    'コードが正しくありません。最新のコードを 15 分以内に使ってください。',
  'No more codes are sent to this address now. Try again in an hour.':
    '今はこのアドレスにこれ以上コードを送信できません。1 時間後にもう一度お試しください。',
  'No personal account can be made for this address. Use another one.':
    'このアドレスで個人アカウントは作成できません。別のアドレスを使ってください。',
  'There is an account for this address by now. Sign in with it.':
    'このアドレスのアカウントはすでにあります。それでサインインしてください。',
  'The sign-in could not go on, and that is our fault. Start again from the app. Reference {ref}.':
    'サインインを続けられませんでした。こちらの問題です。アプリからやり直してください。参照番号 {ref}。',
  'The app sent a request we cannot use': 'アプリから使用できないリクエストが送信されました',
  'Start again from the app. If it happens again, tell its owner: {problem}.':
    'アプリからやり直してください。繰り返し起こる場合は、アプリの所有者に次の内容をお伝えください: {problem}。',
  "That passkey didn't work here. Use another one, or another way. Reference {ref}.":
    'このパスキーは使えませんでした。別のパスキーか、別の方法を使ってください。参照番号 {ref}。',
  "That passkey didn't work here. Use another one, or another way.":
    'このパスキーは使えませんでした。別のパスキーか、別の方法を使ってください。',
  'The passkey could not be set up. Try again, or use an authenticator app.':
    'パスキーを設定できませんでした。もう一度試すか、認証アプリを使ってください。',
  'This asks for the strongest you have set up. Without it, use a recovery code or ask who can help.':
    '設定済みの中で最も強い方法が必要です。お手元にない場合は、回復コードを使うか、サポートできる人にお問い合わせください。',
  'Too many codes were wrong, so none is taken until {when}.':
    '誤ったコードが多すぎるため、{when} まで受け付けません。',
  'One of the fields below needs another look.': '下の項目の 1 つを確認してください。',
  '{count} fields below need another look.': '下の {count} 個の項目を確認してください。',
  "That code didn't work. Use the newest one that was sent to you, within ten minutes.":
    'コードが正しくありません。送信された最新のコードを 10 分以内に使ってください。',
  'The two passwords differ. Type the same one twice.':
    '2 つのパスワードが一致しません。同じものを 2 回入力してください。',
  'Many people are signing in at this moment. Wait a second, then try again.':
    '現在多くの人がサインインしています。1 秒待ってから、もう一度お試しください。',
  'Many people are signing in at this moment. Wait {wait} seconds, then try again.':
    '現在多くの人がサインインしています。{wait} 秒待ってから、もう一度お試しください。',
  'Choose a password you have not used before.': 'これまでに使ったことのないパスワードを選んでください。',
  'Use at least {atLeast} characters. A few words make a good password.':
    '{atLeast} 文字以上にしてください。いくつかの単語を組み合わせるとよいでしょう。',
  'Use at most 256 characters.': '256 文字以内にしてください。',
  'Leave your name out of it.': '名前を含めないでください。',
  'Leave the name of your organisation out of it.': '組織の名前を含めないでください。',
  'It is little more than words that everybody here would try. Use others, or more of them.':
    'ここのだれもが試しそうな単語だけでできています。別の単語を使うか、単語を増やしてください。',
  'That password is among the first ones an attacker tries.': '攻撃者が最初に試すパスワードの 1 つです。',
  'It would soon be guessed. Add a word or two that have nothing to do with the rest.':
    'すぐに推測されます。残りと関係のない単語を 1 つか 2 つ加えてください。',
  'It was stolen elsewhere, from you or somebody else, and stands in lists that attackers try. Choose another.':
    'このパスワードは他の場所で盗まれ、攻撃者が試す一覧に載っています。別のものを選んでください。',
  'The passwords of this domain are looked after by {provider}. Reset yours there.':
    'このドメインのパスワードは {provider} が管理しています。そちらで再設定してください。',
  'Tick the box, or close this page: without it you do not become a guest.':
    'チェックを入れるか、このページを閉じてください。チェックがないとゲストになれません。',
  'That code, or a newer one, was used already, and each works once. Wait until your app shows the next one.':
    'そのコード、またはそれより新しいコードはすでに使用されています。コードは一度しか使えません。アプリに次のコードが表示されるまでお待ちください。',
  "That code didn't work. Check that your phone sets its time automatically, and use the newest code.":
    'そのコードは使えませんでした。スマートフォンの時刻が自動設定になっていることを確認し、最新のコードを入力してください。',
  'That recovery code was used already, and each works once. Take another one of your list.':
    'その回復コードはすでに使用されています。コードは一度しか使えません。一覧の別のコードを入力してください。',
  "That recovery code didn't work. Type one that you have not used yet, of the list that was made last.":
    'その回復コードは使えませんでした。最後に作成した一覧から、まだ使っていないコードを入力してください。',
  'A passkey proves without a code.': 'パスキーにコードは必要ありません。',
  'Reference {ref}.': '参照番号 {ref}。',
  'Too many codes were wrong, so none is taken for a while. Try again later, or ask one of those who can help.':
    '誤ったコードが多すぎたため、しばらくの間コードを受け付けません。後でもう一度お試しになるか、サポートの担当者にお問い合わせください。',
  'Too many sign-ins or resets from your network went wrong. Try again in a second.':
    'お使いのネットワークからのサインインまたはリセットの失敗が多すぎます。1 秒後にもう一度お試しください。',
  'Too many sign-ins or resets from your network went wrong. Try again in {wait} seconds.':
    'お使いのネットワークからのサインインまたはリセットの失敗が多すぎます。{wait} 秒後にもう一度お試しください。',
  'This link was used, or is over': 'このリンクは使用済みか、期限が切れています',
  'The person has shown that this is theirs, and nobody else changes it':
    '本人のものであることが確認済みのため、ほかの人は変更できません',
  'Nobody signs in with a text message alone here': 'テキスト メッセージだけでサインインすることはできません',
  'This password is set aside': 'パスワードは無効になっています',
  'Nobody resets their own password here': 'ここでは自分でパスワードをリセットすることはできません',
  'An administrator had your password reset: choose a new one by the link that was sent to you, or ask them for another.':
    '管理者がパスワードをリセットしました。お送りしたリンクから新しいパスワードを選ぶか、別のリンクをご依頼ください。',
} as const satisfies Readonly<Record<keyof typeof german, string>>
