import { expect, test } from 'vitest';
import { editionText } from '#shared/artefact/edition-text.ts';
import type { EditionFields } from '#shared/protocol/history.ts';

const NAMES: Readonly<Record<string, string>> = {
	cx_0000000001: 'Accounts',
	ac_0000000001: 'It opens the shelf',
};
const markdown = `---
id: cp_0000000001
component: Session
context: cx_0000000001
criteria: [ac_0000000001]
---
# Session

Leans on [[Lockout]]<!-- cp_0000000002 --> and [[Accounts]] <!-- cx_0000000001 -->, id: none.

---

id: this line is prose
`;

test('[HI14] a design reads with names for ids, and without those that stand for themselves', () => {
	const fields: EditionFields = { kind: 'design', markdown };
	expect(editionText(fields, (id) => NAMES[id] ?? '?')).toBe(`---
component: Session
context: Accounts
criteria: [It opens the shelf]
---
# Session

Leans on [[Lockout]] and [[Accounts]], id: none.

---

id: this line is prose
`);
});

test('[HI14] a design without front matter keeps what looks like it', () => {
	const fields: EditionFields = { kind: 'design', markdown: 'id: mine\n---\n# Session\n' };
	expect(editionText(fields, () => '?')).toBe('id: mine\n---\n# Session\n');
});
