import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import LicencesPage from '#client/features/settings/LicencesPage.svelte';
import { readLicences } from '#client/features/settings/read-licences.ts';
import { ok } from '#shared/result.ts';
import StandingStage from '#test/browser/world/StandingStage.svelte';
import { World } from '#test/browser/world/ui-world.svelte.ts';

const YJS = { name: 'yjs', version: '13.6.33', licence: 'MIT', text: 'Copyright (c) <b>Ada</b>' };
const HELD = { name: 'internmap', licence: 'ISC', text: 'ISC License' };

test('[LN5] settings lead to the licences of what others wrote', async () => {
	const world = new World();
	await render(StandingStage, { world, show: 'about' });
	await expect
		.element(page.getByRole('link', { name: 'Open-source licences' }))
		.toHaveAttribute('href', `/w/${world.workspace.slug}/settings/licences`);
});

test('[LN5] each package is named with its licence, whose words unfold', async () => {
	await render(LicencesPage, { read: async () => ok([HELD, YJS]) });
	await expect.element(page.getByText(/^2\s+packages\s+are\s+part of this app/)).toBeVisible();
	await expect.element(page.getByText('internmap', { exact: true })).toBeVisible();
	expect(page.getByText(YJS.text).query()).toBeNull();
	await page.getByText('yjs', { exact: true }).click();
	await expect.element(page.getByText(YJS.text)).toBeVisible();
});

test('[LN5] a list that cannot be read is said', async () => {
	// The build makes it; there is none beside the sources.
	await render(LicencesPage, { read: readLicences });
	await expect.element(page.getByText(/^The list could not be read\./)).toBeVisible();
});
