import { createBrowserRouter, Navigate, type RouteObject, useParams } from 'react-router';
import { PageCrash } from '@/ui/page-crash';
import { Landing, NotFound } from './landing';
import { Shell } from './shell';

/** Every page is its own chunk and has its own boundary: one that fails takes no other with it. */
function page(path: string, load: () => Promise<{ default: React.ComponentType }>): RouteObject {
  return { path, errorElement: <PageCrash />, hydrateFallbackElement: <div />, lazy: async () => ({ Component: (await load()).default }) };
}

/** A person's own page is their mirror; leaders see it within their scope. */
function PersonLink() {
  const { id = '' } = useParams();
  return <Navigate to={`/my-numbers?person=${id}`} replace />;
}

export const router = createBrowserRouter([
  page('/sign-in', () => import('@/features/account/sign-in')),
  page('/first-owner', () => import('@/features/account/first-owner')),
  {
    path: '/', element: <Shell />, errorElement: <PageCrash />, hydrateFallbackElement: <div />,
    children: [
      { index: true, element: <Landing />, errorElement: <PageCrash /> },
      page('home', () => import('@/features/diagnosis/home')),
      page('lists', () => import('@/features/lists/lists')),
      page('lists/import', () => import('@/features/lists/wizard/import-wizard')),
      page('lists/pairs', () => import('@/features/pairs/pairs')),
      page('lists/sources', () => import('@/features/sources/sources')),
      page('lists/:id', () => import('@/features/lists/batch')),
      page('desk', () => import('@/features/desk/desk')),
      page('leads', () => import('@/features/leads/leads')),
      page('wallboard', () => import('@/features/wallboard/wallboard')),
      page('calling', () => import('@/features/calling/calling')),
      page('calls', () => import('@/features/calls/calls')),
      page('calls/:id', () => import('@/features/calls/call')),
      page('practice/:id', () => import('@/features/calls/practice')),
      page('insights', () => import('@/features/checks/insights')),
      page('quality', () => import('@/features/insights/quality/quality')),
      page('quality/calls/:id', () => import('@/features/insights/quality/grading')),
      page('quality/draws/:id', () => import('@/features/insights/quality/draw')),
      page('my-numbers', () => import('@/features/coaching/my-numbers')),
      page('growth', () => import('@/features/coaching/growth')),
      page('orders', () => import('@/features/orders/orders')),
      page('people', () => import('@/features/goals/people-and-goals')),
      page('appraisal', () => import('@/features/scores/appraisal')),
      page('pay', () => import('@/features/pay/pay')),
      page('pay/:person/:month', () => import('@/features/pay/statement')),
      { path: 'goals', element: <Navigate to="/people?tab=goals" replace /> },
      { path: 'floor', element: <Navigate to="/my-numbers" replace /> },
      { path: 'people/:id', element: <PersonLink /> },
      { path: '*', element: <NotFound /> },
    ],
  },
]);
