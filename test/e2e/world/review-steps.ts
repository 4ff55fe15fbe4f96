/** How an agent asks for a review, and how a person answers by keyboard. */
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { type AgentClient, connectAgent } from '#test/e2e/world/agent-client.ts';
import { createAgent, foundWorkspace, savedOnRelay } from '#test/e2e/world/steps.ts';

/** What a person opens. */
interface Opened {
	readonly link: string;
	readonly origin: string;
	readonly slug: string;
}

/** Ada's workspace, with robin admitted to it. */
export async function withRobin(ada: Page, lintel: Opened): Promise<AgentClient> {
	await foundWorkspace(ada, lintel.link, 'Ada Lovelace');
	await ada.goto(`${lintel.origin}/w/${lintel.slug}/members`);
	const token = await createAgent(ada, 'robin');
	const robin = await connectAgent(lintel.origin, token);
	await robin.call('get_work_context', {});
	await ada.getByRole('button', { name: 'Admit' }).click();
	await ada.getByRole('button', { name: 'Admit' }).waitFor({ state: 'detached' });
	await savedOnRelay(ada);
	return robin;
}

/** Writes a story and submits it. */
export async function submit(robin: AgentClient, input: Record<string, unknown>) {
	return submitWritten(robin, await robin.call('write_story', input));
}

/** Submits what was written, once the relay has taken in that the agent may. */
export async function submitWritten(robin: AgentClient, { id, revision }: Record<string, unknown>) {
	await expect
		.poll(() => robin.call('submit_for_review', { id, revision }).catch(() => null), {
			timeout: 10_000,
		})
		.toMatchObject({ id });
	return { id: String(id), revision: String(revision) };
}

/** On the review screen: asks, and signs. */
export async function approveByKeyboard(page: Page): Promise<void> {
	// A key does nothing while the text is not on the screen yet.
	await page.locator('button:not([aria-disabled])', { hasText: /^Approve/ }).waitFor();
	await page.keyboard.press('a');
	await page.getByText('Approve exactly these words').waitFor();
	await page.keyboard.press('Enter');
	await page.getByText('Approved, signed by this device.').waitFor();
}
