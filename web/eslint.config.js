import { basename } from 'node:path';
import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** File names are kebab-case, so that a name reads the same in every file system and in every import. */
const kebabCase = {
  create: (context) => ({
    Program(node) {
      const name = basename(context.filename).replace(/(\.test|\.d)?\.tsx?$/, '');
      if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(name)) {
        context.report({ node, message: `File name "${name}" is not kebab-case.` });
      }
    },
  }),
};

/** Rooms from the outermost to the innermost; a room imports only rooms that stand after it. */
const rooms = ['app', 'features', 'phone', 'ui', 'client', 'lib'];

const roomLaw = (room) => {
  const above = rooms.slice(0, rooms.indexOf(room)).map((name) => `@/${name}/**`);
  const barred = { features: ['@/features/**'], phone: ['@/**', 'react', 'react-*', 'antd'] };
  const closed = [...above, ...(barred[room] ?? [])];
  return {
    files: [`src/${room}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: [
          { group: closed.length > 0 ? closed : ['@/nothing'], message: `${room}/ may not import from here; features do not see each other, and phone/ knows no page.` },
          { group: ['../../*', '../../../*'], message: 'Leave a room by "@/room/…", never by dots.' },
        ],
      }],
    },
  };
};

export default tseslint.config(
  { ignores: ['dist', 'src/client/schema.d.ts'] },
  ...tseslint.configs.strict,
  {
    files: ['src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks, house: { rules: { 'kebab-case': kebabCase } } },
    rules: {
      ...hooks.configs.recommended.rules,
      'house/kebab-case': 'error',
      'max-lines': ['error', { max: 250, skipBlankLines: true }],
      'no-console': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  ...rooms.map(roomLaw),
);
