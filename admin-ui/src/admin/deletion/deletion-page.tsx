import type { ReactNode } from "react";
import { Link, useLoaderData, useLocation } from "react-router";

import { text } from "../../text/text.js";
import { useFrame } from "../frame/frame-loader.js";
import { Gone } from "../frame/gone.js";
import { labelOfApp } from "../frame/model-groups.js";
import { Page } from "../frame/page.js";
import { keptFilters, listAddress } from "../list-address.js";
import { addressOf, capitalised, rightsOf } from "../site.js";
import { DeletionButtons } from "./deletion-buttons.js";
import type { DeletionCount } from "./deletion-description.js";
import type { LoadedDeletion } from "./deletion-loader.js";

/** Asks whether objects are to be deleted, and says what would go with them; or says why they cannot be. */
export function DeletionPage(): ReactNode {
  const loaded = useLoaderData<LoadedDeletion>();
  const { admin, selection, preview, isOne } = loaded;
  const isGone = isOne && preview.objects.length === 0;
  return isGone ? <Gone admin={admin} id={selection.ids?.[0] ?? ""} /> : <Deletion {...loaded} />;
}

function Deletion(loaded: LoadedDeletion): ReactNode {
  const { admin, preview, isOne } = loaded;
  const { search } = useLocation();
  const { singular, plural } = admin.labels;
  const [object] = preview.objects;
  const title = isOne ? text.deletion.title : text.deletion.titleOfMany;
  const isRefused = preview.refusals.length > 0;
  const ofObject =
    isOne && object ? [{ label: object.name, to: addressOf(admin, { id: object.id, page: "change" }) + keptFilters(search) }] : [];
  return (
    <Page
      title={isRefused ? text.deletion.refused(isOne ? singular : plural) : title}
      steps={[
        { label: labelOfApp(admin.app), to: `/${admin.app}/` },
        { label: capitalised(plural), to: listAddress(admin, search) },
        ...ofObject,
        { label: title },
      ]}
    >
      {isRefused ? <Refusals {...loaded} /> : <Question {...loaded} />}
    </Page>
  );
}

function Refusals({ preview: { refusals } }: LoadedDeletion): ReactNode {
  return (
    <>
      <p>{text.deletion.refusedBecause}</p>
      <ul className="deletion-list">
        {refusals.map((refusal) => (
          <li key={refusal}>{refusal}</li>
        ))}
      </ul>
    </>
  );
}

function Question(loaded: LoadedDeletion): ReactNode {
  const { admin, preview, isOne } = loaded;
  const { singular, plural } = admin.labels;
  return (
    <>
      <p>{isOne ? text.deletion.askOne(singular, preview.objects[0]?.name ?? "") : text.deletion.askMany(plural)}</p>
      <h2>{text.deletion.summary}</h2>
      <Counts counts={preview.deleted} />
      {preview.kept.length > 0 && (
        <>
          <p>{text.deletion.kept}</p>
          <Counts counts={preview.kept} />
        </>
      )}
      <h2>{text.deletion.objects}</h2>
      <Objects {...loaded} />
      <DeletionButtons {...loaded} />
    </>
  );
}

function Counts({ counts }: { counts: readonly DeletionCount[] }): ReactNode {
  return (
    <ul className="deletion-list">
      {counts.map(({ label, count, isCapped }) => (
        <li key={label}>{text.deletion.count(label, count, isCapped)}</li>
      ))}
    </ul>
  );
}

function Objects({ admin, preview }: LoadedDeletion): ReactNode {
  const rights = rightsOf(admin, useFrame().permissions);
  const { search } = useLocation();
  const type = capitalised(admin.labels.singular);
  const more = preview.count - preview.objects.length;
  return (
    <ul className="deletion-list">
      {preview.objects.map(({ id, name }) => (
        <li key={id}>
          {type}: {rights.view ? <Link to={addressOf(admin, { id, page: "change" }) + keptFilters(search)}>{name}</Link> : name}
        </li>
      ))}
      {more > 0 && <li>{text.deletion.more(more)}</li>}
    </ul>
  );
}
