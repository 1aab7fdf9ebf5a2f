import { QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import dayjs from 'dayjs';
import 'dayjs/locale/zh-cn';
import { createBrowserRouter, RouterProvider } from 'react-router';
import { restore } from '../../shared/session';
import { currentLanguage, useLanguage } from '../../shared/words';
import { queryClient } from '../kit';
import { SignIn } from '../sign-in/sign-in';
import { Shell } from './layout';
import { FailedPage, NoPage } from './pages';
import { ROUTES } from './routes';
import { themeOf, useLook } from './theme';

/** Who is here is known before the first page is drawn. */
async function whoIsHere(): Promise<null> {
  await restore();
  return null;
}

const router = createBrowserRouter([
  {
    path: '/sign-in',
    Component: SignIn,
    loader: whoIsHere,
    ErrorBoundary: FailedPage,
    HydrateFallback: () => null,
  },
  {
    path: '/',
    Component: Shell,
    loader: whoIsHere,
    shouldRevalidate: () => false,
    ErrorBoundary: FailedPage,
    HydrateFallback: () => null,
    children: [
      ...ROUTES.map((route) => ({ ErrorBoundary: FailedPage, ...route })),
      { path: '*', Component: NoPage },
    ],
  },
]);

export function DeskApp() {
  const language = useLanguage();
  const look = useLook();
  dayjs.locale(currentLanguage() === 'zh' ? 'zh-cn' : 'en');
  return (
    <ConfigProvider
      theme={themeOf(look)}
      locale={language === 'zh' ? zhCN : enUS}
      button={{ autoInsertSpace: false }}
      form={{ requiredMark: false }}
    >
      {/* One thing is said at a time, and each deed says one thing: the later takes the place of the earlier. */}
      <AntApp className="app" message={{ maxCount: 1 }}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </AntApp>
    </ConfigProvider>
  );
}
