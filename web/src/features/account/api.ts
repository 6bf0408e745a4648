import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { answer, api, keepCsrf } from '@/client/http';
import type { components } from '@/client/schema';

export type Credentials = components['schemas']['Credentials'];
export type LinkUse = components['schemas']['LinkUse'];

function useEntrance<T>(enter: (who: T) => Promise<{ csrf_token: string }>) {
  const queries = useQueryClient();
  return useMutation({ mutationFn: enter, onSuccess: ({ csrf_token: token }) => { queries.clear(); keepCsrf(token); } });
}

export const useSignIn = () => useEntrance((who: Credentials) => answer(api.POST('/api/sign-in', { body: who })));
export const useFirstOwner = () => useEntrance((who: LinkUse) => answer(api.POST('/api/first-owner', { body: who })));

/** Leaves nothing of the last person behind: the page is loaded anew. */
export function useSignOut() {
  return useMutation({ mutationFn: () => answer(api.POST('/api/sign-out')), onSettled: () => window.location.assign('/sign-in') });
}

/** Messages of the account (reports, notices) follow the language chosen on the screen. */
export function rememberLanguage(language: 'zh' | 'en'): void {
  void api.PUT('/api/me/language', { body: { language } });
}

/** Whether the company has an owner yet: decides what a one-time link is for. */
export const useCompany = () => useQuery({ queryKey: ['company'], queryFn: () => answer(api.GET('/api/company')), staleTime: 60_000 });
