/** Files with the same columns are one layout: its columns are understood, and corrected, once. */
import type { ColumnPreview, FilePreview, Sheets } from './preview-api';

export const fields = ['company', 'person', 'phones', 'address', 'province', 'city', 'industry', 'remark'] as const;
export type Field = typeof fields[number];

/** Column → field; a column that is not read is left out. */
export type Choice = Record<string, Field>;
export interface Layout { key: string; header: string[]; files: FilePreview[] }
export type Origin = 'sniffed' | 'remembered' | 'corrected';
export interface Understood { choice: Choice; origin: Origin }
type Stored = { [key: string]: unknown };

export const isField = (value: unknown): value is Field => fields.includes(value as Field);

/** Usable files by their header; the first file with a header gives its place. */
export function layoutsOf(files: FilePreview[]): Layout[] {
  const found = new Map<string, Layout>();
  for (const file of files) {
    if (file.error) continue;
    const header = file.columns.map((column) => column.name);
    const key = JSON.stringify(header);
    const layout = found.get(key) ?? { key, header, files: [] };
    layout.files.push(file);
    found.set(key, layout);
  }
  return [...found.values()];
}

export function sniffed(columns: ColumnPreview[]): Choice {
  return Object.fromEntries(columns.flatMap(({ name, field }) => (isField(field) ? [[name, field]] : [])));
}

/** What the source remembers for this header; null when nothing it remembers has these columns. */
export function rememberedFor(header: string[], stored: Stored | undefined): Choice | null {
  const layouts = Array.isArray(stored?.['layouts']) ? (stored['layouts'] as Stored[]) : stored ? [stored] : [];
  const fitting = layouts
    .map((layout) => ({ choice: choiceOf(layout), own: JSON.stringify(layout['header']) === JSON.stringify(header) }))
    .filter(({ choice }) => Object.keys(choice).length > 0 && Object.keys(choice).every((column) => header.includes(column)));
  const best = fitting.find(({ own }) => own) ?? fitting.sort((a, b) => Object.keys(b.choice).length - Object.keys(a.choice).length)[0];
  return best?.choice ?? null;
}

function choiceOf(layout: Stored): Choice {
  return Object.fromEntries(fields.flatMap((field) => {
    const columns = layout[field];
    return (Array.isArray(columns) ? columns : [columns]).filter((column): column is string => typeof column === 'string' && column !== '').map((column) => [column, field]);
  }));
}

/** A column takes a field; a field but the numbers belongs to one column only. */
export function assign(choice: Choice, column: string, field: Field | null): Choice {
  const others = Object.entries(choice).filter(([name, taken]) => name !== column && (field === 'phones' || taken !== field));
  return Object.fromEntries(field ? [...others, [column, field]] : others);
}

/** Fields without which rows cannot be used. */
export function missing(choice: Choice): Field[] {
  const carried = Object.values(choice);
  const lacking: Field[] = carried.includes('phones') ? [] : ['phones'];
  return carried.includes('company') || carried.includes('person') ? lacking : [...lacking, 'company'];
}

/** The mapping as the server reads it; empty when everything stays as it was recognised by itself. */
export function mappingOf(layouts: Layout[], understood: Record<string, Understood>, sheets: Sheets): string {
  const corrected = layouts.some((layout) => understood[layout.key]?.origin === 'corrected');
  const wanted = {
    ...(corrected ? { layouts: layouts.map((layout) => ({ header: layout.header, ...columnsOf(understood[layout.key]?.choice ?? {}) })) } : {}),
    ...(Object.keys(sheets).length > 0 ? { sheets } : {}),
  };
  return Object.keys(wanted).length > 0 ? JSON.stringify(wanted) : '';
}

function columnsOf(choice: Choice): Record<string, string | string[]> {
  const columns: Record<string, string | string[]> = {};
  for (const [column, field] of Object.entries(choice)) {
    if (field === 'phones') columns['phones'] = [...((columns['phones'] as string[] | undefined) ?? []), column];
    else columns[field] = column;
  }
  return columns;
}
