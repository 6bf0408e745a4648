/** Page, filters and tab live in the address, so that a reload, a bookmark and the back button keep them. */
import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

export type UrlValues<K extends string> = Record<K, string>;

export interface UrlState<K extends string> {
  values: UrlValues<K>;
  page: number;
  size: number;
  /** Changes filters (and goes back to page 1) unless `page` is among the changes. */
  set(changes: Partial<Record<K | 'page' | 'size', string | number | null | undefined>>): void;
}

export function useUrlState<const K extends string>(keys: readonly K[], defaults: Partial<Record<K, string>> = {}): UrlState<K> {
  const [params, setParams] = useSearchParams();
  const values = Object.fromEntries(keys.map((key) => [key, params.get(key) ?? defaults[key] ?? ''])) as UrlValues<K>;
  const set = useCallback<UrlState<K>['set']>((changes) => {
    setParams((before) => {
      const after = new URLSearchParams(before);
      if (!('page' in changes)) after.delete('page');
      for (const [key, value] of Object.entries(changes) as [string, string | number | null | undefined][]) {
        if (value === null || value === undefined || value === '') after.delete(key);
        else after.set(key, String(value));
      }
      return after;
    }, { replace: true });
  }, [setParams]);
  return { values, page: Number(params.get('page') ?? 1), size: Number(params.get('size') ?? 50), set };
}
