import * as z from 'zod/mini';
import { APP_LICENCES } from '#shared/app-licences.ts';
import { PackageLicence } from '#shared/package-licence.ts';
import { type Refusal, refusal } from '#shared/refusal.ts';
import { err, ok, type Result } from '#shared/result.ts';

const List = z.array(PackageLicence);

/** The licences of what others wrote and this app carries: a file of the build, which is large. */
export async function readLicences(): Promise<Result<readonly PackageLicence[], Refusal>> {
	const response = await fetch(`/${APP_LICENCES}`).catch(() => null);
	const list = response?.ok ? List.safeParse(await response.json().catch(() => null)) : null;
	if (list?.success) return ok(list.data);
	return err(
		refusal(
			'licences-not-read',
			'The list could not be read.',
			'Open this page again when the relay is here.',
		),
	);
}
