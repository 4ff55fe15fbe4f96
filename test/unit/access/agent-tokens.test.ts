import { expect, test } from 'vitest';
import { createAgentTokens } from '#server/access/agent-tokens.ts';
import { createMemoryStore } from '#server/storage/memory.ts';
import { createClock } from '#test/unit/access/clock.ts';
import { createRandom } from '#test/unit/access/random.ts';

function tokensOf(seed = 1) {
	const store = createMemoryStore().agents;
	return {
		store,
		tokens: createAgentTokens({ store, random: createRandom(seed), now: createClock().now }),
	};
}

function mintedBy(tokens: ReturnType<typeof tokensOf>['tokens'], name: string): string {
	const minted = tokens.mint(name);
	if (!minted.ok) throw new Error(minted.error.reason);
	return minted.value.token;
}

test('[AC5] a token is stored as its hash and read back by it', () => {
	const { store, tokens } = tokensOf();
	const token = mintedBy(tokens, 'robin');
	expect(token).toMatch(/^lat_[A-Za-z0-9_-]{43}$/);
	expect(JSON.stringify(store.list())).not.toContain(token);
	expect(tokens.read(token)).toMatchObject({
		name: 'robin',
		createdAt: '2026-11-22T09:00:00.000Z',
	});
});

test('[AC5] a revoked token opens nothing, and its name stays revoked for lintel mcp', () => {
	const { tokens } = tokensOf();
	const token = mintedBy(tokens, 'robin');
	expect(tokens.revoke('robin').ok).toBe(true);
	expect(tokens.read(token)).toBeNull();
	expect(tokens.named('robin')).toMatchObject({ ok: false, error: { guard: 'agent-revoked' } });
	expect(tokens.revoke('robin')).toMatchObject({ error: { guard: 'agent-unknown' } });
});

test('[AC5] an agent is revoked by its id too, no other with it, and its hash is kept nowhere', () => {
	const { tokens } = tokensOf();
	const jay = mintedBy(tokens, 'jay');
	const minted = tokens.mint('robin');
	expect(tokens.revoke(minted.ok ? minted.value.id : '')).toMatchObject({
		value: { name: 'robin' },
	});
	const kept = tokens.list().map(({ name, tokenHash }) => [name, tokenHash !== null]);
	expect(Object.fromEntries(kept)).toEqual({ jay: true, robin: false });
	expect(tokens.read(jay)?.name).toBe('jay');
});

test('a workspace has two hundred agents at most, and a revoked one makes room', () => {
	const { tokens } = tokensOf();
	for (let n = 0; n < 199; n++) tokens.mint(`agent ${n}`);
	expect(tokens.named('robin').ok).toBe(true);
	expect(tokens.mint('jay')).toMatchObject({ ok: false, error: { guard: 'agent-count' } });
	expect(tokens.named('jay')).toMatchObject({ ok: false, error: { guard: 'agent-count' } });
	tokens.revoke('agent 7');
	expect(tokens.mint('jay').ok).toBe(true);
});

test('[AC5] a token of one workspace opens no other', () => {
	const ours = tokensOf();
	const theirs = tokensOf(2);
	mintedBy(theirs.tokens, 'robin');
	expect(theirs.tokens.read(mintedBy(ours.tokens, 'jay'))).toBeNull();
});

test('two agents of one workspace have two names', () => {
	const { tokens } = tokensOf();
	mintedBy(tokens, 'robin');
	expect(tokens.mint('robin')).toMatchObject({ ok: false, error: { guard: 'agent-name' } });
});

test('an agent that came over standard input can be given a token later', () => {
	const { tokens } = tokensOf();
	const named = tokens.named('robin');
	expect(tokens.read('lat_guess')).toBeNull();
	const token = mintedBy(tokens, 'robin');
	expect(tokens.mint('robin')).toMatchObject({ ok: false, error: { guard: 'agent-name' } });
	expect(named.ok && named.value.id).toBe(tokens.read(token)?.id);
	expect(tokens.named('robin')).toMatchObject({ ok: true, value: { id: tokens.read(token)?.id } });
});
