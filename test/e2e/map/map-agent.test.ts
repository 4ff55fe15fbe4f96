import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Agent, connectAgent, tokenFor } from '#test/e2e/world/agent.ts';
import { type Served, serveFolder } from '#test/e2e/world/served.ts';

const STORIES = `# Stories

## Sign in <!-- st_0000000001 -->

**Acceptance Criteria**
- It lets me in <!-- ac_0000000001 -->
`;
const MAP = `# Map

## Accounts <!-- cx_0000000001 -->
**Type**: domain
**Stories**
- Sign in <!-- st_0000000001 -->

### Components
| Component | Type | Code |
|---|---|---|
| Accounts.Session | module | src/session.ts <!-- cp_0000000001 --> |

## Orders <!-- cx_0000000002 -->
**Type**: domain
**Dependencies**: Accounts

## Checkout <!-- cx_0000000003 -->
**Type**: coordination
**Dependencies**: Orders
`;

let served: Served;
let agent: Agent;

beforeAll(async () => {
	served = await serveFolder({ 'user_stories.md': STORIES, 'context_map.md': MAP });
	agent = await connectAgent(served, tokenFor(served, 'robin').token);
});

afterAll(async () => {
	await agent[Symbol.asyncDispose]();
	await served[Symbol.asyncDispose]();
});

describe('impact', () => {
	test('[ML4] what depends on a context, directly and through others', async () => {
		const found = await agent.call('find_artefacts', { impactOf: 'cx_0000000001' });
		expect(found).toMatchObject({
			total: 4,
			artefacts: [
				{ id: 'cx_0000000002', how: 'direct', path: ['Accounts', 'Orders'], state: 'draft' },
				{ id: 'st_0000000001', how: 'direct', kind: 'story' },
				{ id: 'cp_0000000001', how: 'direct', title: 'Accounts.Session', kind: 'design' },
				{ id: 'cx_0000000003', how: 'through', path: ['Accounts', 'Orders', 'Checkout'] },
			],
			cursor: null,
		});
	});

	test('[ML4] a criterion, the other direction, and a filter', async () => {
		const criterion = await agent.call('find_artefacts', {
			impactOf: 'ac_0000000001',
			kind: 'context',
		});
		expect(criterion).toMatchObject({
			total: 3,
			artefacts: [{ id: 'cx_0000000001', how: 'through' }, {}, {}],
		});
		const below = await agent.call('find_artefacts', {
			impactOf: 'cx_0000000003',
			direction: 'dependencies',
		});
		expect(below).toMatchObject({
			artefacts: [
				{ title: 'Orders', how: 'direct' },
				{ title: 'Accounts', how: 'through' },
				{ title: 'Sign in', path: ['Checkout', 'Orders', 'Accounts', 'Sign in'] },
			],
		});
	});

	test('[MC23] leads from a story down to the files that its designs have', async () => {
		const { artefacts } = await agent.call('find_artefacts', { impactOf: 'st_0000000001' });
		const design = Object(artefacts).find(({ id }: { id: string }) => id === 'cp_0000000001');
		expect(design).toMatchObject({
			path: ['Sign in', 'Accounts', 'Accounts.Session'],
			files: {
				design: null,
				code: 'src/session.ts (missing)',
				test: expect.stringContaining('session.test.ts'),
			},
		});
	});

	test('[ML4] an id that nothing has is answered with where ids come from', async () => {
		for (const impactOf of ['cx_0000000009', 'ac_0000000009', 'US-1'])
			expect(await agent.refusalOf('find_artefacts', { impactOf })).toContain('find_artefacts');
	});
});
