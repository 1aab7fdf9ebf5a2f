import { Alert, Button, Form, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { lostSession, SongbaiProblem, signIn, useUser } from '../../shared/session';
import { useLanguage, words } from '../../shared/words';
import { roleWords, t } from '../app/app-words';
import { LanguageButton } from '../app/layout';
import { PasswordForm } from '../users/password-form';
import { p } from '../users/users-words';
import { becomeDemo, type DemoLogin, keptPassword, useDemo } from './demo';
import { useWait } from './wait';
import { WhyNot } from './why-not';

const s = words({
  title: ['登录', 'Sign in'],
  ended: [
    '登录已失效，请重新登录。登录后回到刚才的页面。',
    'Your session has ended. Sign in again, and you are back where you were.',
  ],
  username: ['用户名', 'User name'],
  password: ['密码', 'Password'],
  totp: ['动态口令', 'One-time code'],
  needed: ['请填写', 'Please fill this in'],
  demo: ['示例：选一个角色看看', 'Demo: look at it as …'],
  demoHint: [
    '密码在启动时显示；输入一次即可换角色。',
    'The password is printed at start; typed once, it serves for all roles.',
  ],
  others: ['第二位同事与另一个局', 'Second persons and the other bureau'],
});

interface Answers {
  username: string;
  password: string;
  totp?: string;
}

export function SignIn() {
  useLanguage();
  const user = useUser();
  const navigate = useNavigate();
  const [params] = useSearchParams();
  const next = params.get('next') ?? '/';
  useEffect(() => {
    if (user) void navigate(next.startsWith('/') && !next.startsWith('//') ? next : '/', { replace: true });
  }, [user, next, navigate]);
  return (
    <main className="sign-in">
      <section className="sign-in-card">
        <div className="row-between">
          <h1>{t.product()}</h1>
          <LanguageButton />
        </div>
        <p className="faint">{t.productLong()}</p>
        <SignInForm />
      </section>
    </main>
  );
}

function SignInForm() {
  const [form] = Form.useForm<Answers>();
  const [problem, setProblem] = useState<unknown>();
  const [isRunning, setRunning] = useState(false);
  const demo = useDemo();
  const wait = useWait(problem);
  const [lost] = useState(lostSession);
  const asksTotp = problem instanceof SongbaiProblem && problem.problem.code === 'totp-required';
  const send = async ({ username, password, totp }: Answers): Promise<void> => {
    setRunning(true);
    setProblem(undefined);
    const isDemo = demo.some((login) => login.username === username);
    const entering = isDemo ? becomeDemo(username, password) : signIn(username.trim(), password, totp);
    await entering.catch(setProblem).finally(() => setRunning(false));
  };
  const choose = (login: DemoLogin): void => {
    form.setFieldsValue({ username: login.username });
    if (form.getFieldValue('password')) form.submit();
    else form.getFieldInstance('password')?.focus();
  };
  if (problem instanceof SongbaiProblem && problem.problem.code === 'password-change-required') {
    return <FirstPassword initial={form.getFieldsValue(true)} />;
  }
  const required = [{ required: true, message: s.needed() }];
  return (
    <>
      {lost && !problem && <Alert type="warning" showIcon title={s.ended()} className="problem" />}
      <WhyNot problem={problem} wait={wait} />
      <Form
        form={form}
        layout="vertical"
        size="large"
        initialValues={{ username: lost?.username, password: demo.length > 0 ? keptPassword() : '' }}
        onFinish={(answers) => void send(answers)}
      >
        <Form.Item name="username" label={s.username()} rules={required}>
          <Input autoFocus={!lost} autoComplete="username" autoCapitalize="off" />
        </Form.Item>
        <Form.Item name="password" label={s.password()} rules={required}>
          <Input.Password autoFocus={lost !== undefined} autoComplete="current-password" />
        </Form.Item>
        {asksTotp && <TotpField />}
        <Button type="primary" htmlType="submit" block loading={isRunning} disabled={wait.left > 0}>
          {s.title()}
        </Button>
      </Form>
      {demo.length > 0 && <DemoRoles logins={demo} choose={choose} />}
    </>
  );
}

const TotpField = () => (
  <Form.Item name="totp" label={s.totp()} rules={[{ required: true, message: s.needed() }]}>
    <Input inputMode="numeric" autoComplete="one-time-code" maxLength={6} />
  </Form.Item>
);

/** The people of the main bureau at once; those of the second one, and second persons, behind a fold. */
/** A one-time password is good only for choosing one's own. */
const FirstPassword = ({ initial }: { initial: Answers }) => (
  <>
    <h2>{p.first()}</h2>
    <PasswordForm initial={initial} />
  </>
);

function DemoRoles({ logins, choose }: { logins: DemoLogin[]; choose: (login: DemoLogin) => void }) {
  const isMain = ({ username }: DemoLogin): boolean => !/-b$|2$/.test(username);
  return (
    <section className="demo-roles">
      <h2>{s.demo()}</h2>
      <p className="faint">{s.demoHint()}</p>
      <LoginButtons logins={logins.filter(isMain)} choose={choose} />
      <details>
        <summary>{s.others()}</summary>
        <LoginButtons logins={logins.filter((login) => !isMain(login))} choose={choose} />
      </details>
    </section>
  );
}

function LoginButtons({ logins, choose }: { logins: DemoLogin[]; choose: (login: DemoLogin) => void }) {
  return (
    <div className="row-wrap">
      {logins.map((login) =>
        login.role === 'care-worker' ? (
          <a key={login.username} className="button" href="/field/">
            {login.username} · {roleWords[login.role]()}
          </a>
        ) : (
          <Button key={login.username} onClick={() => choose(login)}>
            {login.username} · {roleWords[login.role]()}
          </Button>
        ),
      )}
    </div>
  );
}
