/** What `docs/webhooks.md` tells a receiver to do, run as it stands there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createPerson } from '#test/e2e/world/person.ts';
import { createReceiver, type Received } from '#test/e2e/world/receiver.ts';
import { append, foundBy, serveFolder, signedBy } from '#test/e2e/world/served.ts';
import { until } from '#test/e2e/world/until.ts';

const DOCUMENT = readFileSync(join(import.meta.dirname, '../../../docs/webhooks.md'), 'utf8');
const ID = 'st_k3f9x2m7qa';
const Example = z.object({ isFromLintel: z.function() });

test('[NO10] the documented example takes a real delivery and nothing else, and names its fields', async () => {
	await using receiver = await createReceiver();
	await using served = await serveFolder({
		'user_stories.md': `# Shop\n\n## Sign in <!-- ${ID} -->\n\n- It works\n`,
	});
	const ada = await createPerson('Ada');
	await foundBy(served, ada);
	const added = served.workspace.webhook.add(receiver.url, { private: false });
	if (!added.ok) throw new Error(added.error.reason);
	await append(served, await signedBy(served, ada, { type: 'archived', artefact: ID }));
	const [message] = await until(() => receiver.received.length > 0 && receiver.received);
	if (message === undefined) throw new Error('Nothing came.');

	const { data, ...rest } = z
		.looseObject({ data: z.looseObject({}) })
		.parse(JSON.parse(message.body));
	const fields = [...Object.keys(rest), ...Object.keys(data).map((field) => `data.${field}`)];
	for (const field of fields) expect(DOCUMENT).toContain(`\`${field}\``);

	const takes = await documented();
	const at = headersOf(message);
	expect(takes(added.value, at, message.body)).toBe(true);
	expect(takes(`whsec_${'A'.repeat(43)}=`, at, message.body)).toBe(false);
	expect(takes(added.value, at, message.body.replace('archived', 'approved'))).toBe(false);
	const late = headersOf({ ...message, seconds: message.seconds - 3_600 });
	expect(takes(added.value, late, message.body)).toBe(false);
	expect(takes(added.value, {}, message.body)).toBe(false);
});

async function documented(): Promise<(...said: readonly unknown[]) => unknown> {
	const code = /```js\n([\s\S]*?)```/.exec(DOCUMENT)?.[1] ?? '';
	const url = `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`;
	const loaded: unknown = await import(/* @vite-ignore */ url);
	const { isFromLintel } = Example.parse({ ...Object(loaded) });
	return (...said) => Reflect.apply(isFromLintel, null, said);
}

function headersOf({ id, seconds, signature }: Received) {
	const [time, mac] = [String(seconds), signature];
	return { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': mac };
}
