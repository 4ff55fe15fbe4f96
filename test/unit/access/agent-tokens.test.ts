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
	expect(tokens.read(token)?.name).toBe('robin');
});

test('[AC5] a revoked token opens nothing, and its name stays revoked for lintel mcp', () => {
	const { tokens } = tokensOf();
	const token = mintedBy(tokens, 'robin');
	expect(tokens.revoke('robin').ok).toBe(true);
	expect(tokens.read(token)).toBeNull();
	expect(tokens.named('robin')).toMatchObject({ ok: false, error: { guard: 'agent-revoked' } });
	expect(tokens.revoke('robin')).toMatchObject({ error: { guard: 'agent-unknown' } });
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
	const token = mintedBy(tokens, 'robin');
	expect(named.ok && named.value.id).toBe(tokens.read(token)?.id);
	expect(tokens.named('robin')).toMatchObject({ ok: true, value: { id: tokens.read(token)?.id } });
});
