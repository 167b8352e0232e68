import type { Texts } from './texts.ts'

const methods = {
  totp: '認証アプリ',
  email: 'メールのコード',
  passkey: 'パスキー',
  phone: '電話のコード',
  recovery_codes: '回復コード',
} as const
const contacts = {
  email: 'メールアドレス',
  mobile: '携帯電話番号',
  alternateMobile: '予備の携帯電話番号',
  office: '会社の電話番号',
} as const

export const ja: Texts = {
  greeting: (name) => `${name} 様`,
  short: {
    sign_in_code: (code, organisation) =>
      `${code} は ${organisation} へのサインインのコードです。10分間使えます。だれかがたずねることはありません。`,
    reset_code: (code, organisation) =>
      `${code} は ${organisation} のパスワードをリセットするためのコードです。15分間使えます。だれかがたずねることはありません。`,
    set_up_code: (code, organisation) =>
      `${code} は ${organisation} でこの番号を確認するコードです。お心当たりがない場合、何もする必要はありません。`,
  },
  methods,
  contacts,
  news: {
    password_changed: (_, { organisation, signInName, when }) => ({
      subject: 'パスワードが変更されました',
      says: [`${when} に、${organisation} の ${signInName} のパスワードが変更されました。`],
    }),
    password_reset: (_, { organisation, signInName, when, signInUrl, temporaryDays }) => ({
      subject: 'パスワードがリセットされました',
      says: [
        `${when} に、${organisation} の管理者が ${signInName} のパスワードをリセットしました。`,
        `一時パスワードは管理者から直接お渡しします。メールでお送りすることはありません。${signInUrl} で一時パスワードを使ってサインインし、続けて新しいパスワードを決めてください。一時パスワードは ${temporaryDays} 日間有効です。`,
      ],
    }),
    reset_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} はパスワード再設定のコードです`,
      says: [
        `${organisation} の ${signInName} のパスワードを再設定するためのコードは ${code} です。コードを請求したページで、${until} まで使えます。`,
        'お心当たりがない場合は、だれかがあなたの名前を入力しました。何もする必要はありません。このコードをだれにも伝えないでください。組織の人がこのコードをたずねることはありません。',
      ],
    }),
    sign_in_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} はサインインのコードです`,
      says: [
        `${organisation} に ${signInName} としてサインインするためのコードは ${code} です。コードを求めているページで、${until} まで一度だけ使えます。`,
        'サインイン中でない場合は、だれかがあなたのパスワードを知っています。パスワードを変更してください。組織の人がこのコードをたずねることはありません。',
      ],
    }),
    set_up_code: ({ code, until }, { organisation, signInName }) => ({
      subject: `${code} はこのアドレスを確認するコードです`,
      says: [
        `${organisation} に ${signInName} としてサインインしている人が、ここでコードを受け取ろうとしています。確認するには、コードを求めているページに ${until} までに ${code} を入力してください。`,
        'お心当たりがない場合、何もする必要はありません。コードがなければ、ここには何も送られません。',
      ],
    }),
    reset_not_open: ({ helpers }, { organisation, signInName, when }) => ({
      subject: 'その方法ではパスワードを再設定できません',
      says: [
        `${when} に、${organisation} の ${signInName} のパスワードの再設定が請求されました。ご自身では再設定できません。管理者が代わりに行います。`,
        ...(helpers.length === 0 ? [] : [`相談先: ${helpers.join('、')}`]),
        'お心当たりがない場合は、何もする必要はありません。',
      ],
    }),
    reset_by_self: (_, { organisation, signInName, when }) => ({
      subject: 'パスワードを再設定しました',
      says: [
        `${when} に、${organisation} の ${signInName} のパスワードが、お送りしたコードで再設定されました。すべてのセッションは終了しました。`,
      ],
    }),
    reset_link: (_, { organisation, signInName, when, signInUrl }) => ({
      subject: '新しいパスワードを決めてください',
      says: [
        `${when} に、${organisation} の管理者が ${signInName} のパスワードをリセットしました。これまでのパスワードは使えなくなり、すべての場所からサインアウトされています。新しいパスワードを決めたら、${signInUrl} でサインインしてください。`,
        'ご依頼に心当たりがない場合は、先に管理者へ理由をお確かめください。下のリンクをお尋ねすることは決してありません。ほかの人に渡さないでください。',
      ],
    }),
    reset_by_link: (_, { organisation, signInName, when }) => ({
      subject: '新しいパスワードが設定されました',
      says: [
        `${when} に、${organisation} の ${signInName} のパスワードが、管理者がお送りしたリンクで変更されました。すべてのセッションは終了しました。`,
      ],
    }),
    administrator_reset: ({ name }, { organisation, when }) => ({
      subject: `${name} さんがパスワードを再設定しました`,
      says: [
        `${organisation} の管理者である ${name} さんが、${when} に自身のパスワードを再設定しました。理由に心当たりがない場合は、メール以外の方法で本人に確認してください。`,
      ],
    }),
    method_added: ({ method }, { organisation, signInName, when }) => ({
      subject: 'サインイン方法が追加されました',
      says: [
        `${when} に、${organisation} の ${signInName} に${methods[method]}が追加されました。今後は本人の確認に使えます。`,
      ],
    }),
    methods_removed: (_, { organisation, signInName, when }) => ({
      subject: 'サインイン方法が削除されました',
      says: [
        `${when} に、${organisation} の ${signInName} のサインイン方法が削除されました。次に求められたときに、新しい方法を登録してください。`,
      ],
    }),
    method_removed: (_, { organisation, signInName, when }) => ({
      subject: 'サインイン方法が 1 つ削除されました',
      says: [
        `${when} に、${organisation} の ${signInName} のサインイン方法が 1 つ削除されました。今後、その方法で本人確認はできません。`,
      ],
    }),
    pass_given: (_, { organisation, signInName, when, signInUrl }) => ({
      subject: '一時アクセス パスが発行されました',
      says: [
        `${when} に、${organisation} の管理者が ${signInName} の一時アクセス パスを作成しました。しばらくの間、パスワードと 2 つ目の要素の代わりになります。`,
        `パスは管理者から直接伝えられ、メールで送られることはありません。${signInUrl} でパスワードを求められたときに入力してください。`,
      ],
    }),
    second_factor_off: (_, { organisation, signInName, when }) => ({
      subject: '第二の認証がオフになりました',
      says: [
        `${when} に、${organisation} の管理者が ${signInName} の第二の認証をオフにしました。ポリシーが求めない限り、パスワードだけでサインインできます。`,
      ],
    }),
    account_locked: ({ until }, { organisation, signInName }) => ({
      subject: 'アカウントが一時的にロックされました',
      says: [
        `${organisation} の ${signInName} に誤ったパスワードが何度も入力されたため、${until} までサインインをロックしています。`,
        'ご本人の場合は、その後もう一度お試しいただくか、担当者にご相談ください。お心当たりがない場合も、何もする必要はありません。いずれの試みも成功していません。',
      ],
    }),
    second_factor_paused: ({ until }, { organisation, signInName }) => ({
      subject: 'パスワードを知る誰かが誤ったコードを入力しました',
      says: [
        `${organisation} の ${signInName} に、正しいパスワードのあとで誤ったコードが何度も入力されました。${until} までコードは受け付けません。`,
        'ご本人の場合は、その後もう一度お試しいただくか、担当者にご相談ください。お心当たりがない場合は、パスワードが知られています。すぐに変更してください。',
      ],
    }),
    new_place: ({ ip, client }, { organisation, signInName, when }) => ({
      subject: '新しい場所からのサインイン',
      says: [
        `${when} に、これまでサインインしたことのない場所から、${organisation} に ${signInName} としてサインインがありました。`,
        ...(ip === null ? [] : [`ネットワークアドレス: ${ip}`]),
        ...(client === null ? [] : [`ブラウザー: ${client}`]),
      ],
    }),
    contact_changed: ({ contact }, { organisation, signInName, when }) => ({
      subject: '連絡先が変更されました',
      says: [
        `${when} に、${signInName} のサインインについて ${organisation} からご連絡するための${contacts[contact]}が変更されました。`,
      ],
    }),
    invited: ({ by, said }, { organisation, signInName }) => ({
      subject: `${by ?? organisation}から${organisation}への招待`,
      says: [
        `${by === null ? `` : `${by}さんから、`}${organisation}にゲストとして招待されています。招待先のアドレスは${signInName}です。`,
        ...(said.length === 0 ? [] : [`${by ?? organisation}からのメッセージ:`, ...said]),
      ],
    }),
    invitation_code: ({ code, until }, { organisation }) => ({
      subject: `${organisation}の確認コード: ${code}`,
      says: [
        `${organisation}への招待を受けるためのコードは${code}です。コードを求めたページで、${until}まで使えます。`,
        '心当たりがない場合は、だれかがあなたのアドレスを入力しました。何もする必要はありません。コードをだれにも教えないでください。',
      ],
    }),
    sign_up_code: ({ code, until }) => ({
      subject: `個人アカウントの確認コード: ${code}`,
      says: [
        `このアドレスの個人アカウントが作成されようとしています。コードは${code}です。コードを求めたページで、${until}まで使えます。`,
        '心当たりがない場合は、だれかがあなたのアドレスを入力しました。何もする必要はありません。コードをだれにも教えないでください。',
      ],
    }),
    sign_up_known: (_, { signInName, when }) => ({
      subject: '個人アカウントはすでにあります',
      says: [
        `${when}に、${signInName}の個人アカウントを作成しようとした人がいます（おそらくあなたです）。すでにアカウントがありますので、このアドレスでサインインしてください。パスワードを忘れた場合は、そこで「アカウントにアクセスできない場合」を選んでください。`,
        '心当たりがない場合は、だれかがあなたのアドレスを入力しました。何もする必要はありません。',
      ],
    }),
  },
  resetLink: {
    label: '新しいパスワードを決める',
    says: (until) => `このページを開いて、新しいパスワードを決めてください。リンクは一度だけ、${until}まで使えます。`,
  },
  invitation: {
    label: '招待を受ける',
    says: (until) =>
      `招待を受けるには、このページを開いてください。招待されたアドレスが必要です。リンクは一度だけ、${until}まで使えます。受けない場合は、何もする必要はありません。`,
  },
  notMe: {
    label: '心当たりがありません',
    says: (until) =>
      `ご本人による操作、またはご依頼によるものであれば、何もする必要はありません。お心当たりがない場合は、このページを開いてください。すべての場所からサインアウトし、パスワードはリセットされるまで使えなくなります。リンクは ${until} まで有効です。`,
  },
  closing: (organisation) =>
    `このメッセージは ${organisation} のサインインサービスからお送りしています。パスワードをお尋ねすることは決してありません。`,
}
