// The console: GraphiQL on this server's own /graphql, with examples from the built-in facts.
import { GraphiQL } from 'graphiql';
import { useEditorContext, usePluginStore } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';

import path from '../examples/01-path.graphql';
import diagnosis from '../examples/02-diagnosis.graphql';
import breaking from '../examples/03-breaking.graphql';
import inTime from '../examples/04-in-time.graphql';
import missingTies from '../examples/05-missing-ties.graphql';
import whatif from '../examples/06-whatif.graphql';
import whatifReport from '../examples/07-whatif-report.graphql';
import intermediaries from '../examples/08-intermediaries.graphql';
import gatekeepers from '../examples/09-gatekeepers.graphql';
import connect from '../examples/10-connect.graphql';
import dependence from '../examples/11-dependence.graphql';
import standing from '../examples/12-standing.graphql';
import communities from '../examples/13-communities.graphql';
import search from '../examples/14-search.graphql';
import entity from '../examples/15-entity.graphql';
import restrictions from '../examples/16-restrictions.graphql';
import agreements from '../examples/17-agreements.graphql';
import duplicates from '../examples/18-duplicates.graphql';
import history from '../examples/19-history.graphql';
import at from '../examples/20-at.graphql';

const examples = [
  path, diagnosis, breaking, inTime, missingTies, whatif, whatifReport, intermediaries, gatekeepers, connect,
  dependence, standing, communities, search, entity, restrictions, agreements, duplicates, history, at,
].map(read);

// An example begins with a comment: its title, an empty line, what it asks.
function read(query) {
  const comment = query.match(/^(#.*\n)+/)[0].split('\n').map((line) => line.slice(1).trim());
  return { title: comment[0], about: comment.slice(2).join(' ').trim(), query };
}

// Requests go to this server alone. Without a JSON answer the status is shown.
async function fetcher(params, options) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Accept: 'application/graphql-response+json, application/json;q=0.9',
      ...options?.headers,
    },
    body: JSON.stringify(params),
  });
  const type = response.headers.get('Content-Type') ?? '';
  return type.includes('json') ? response.json() : { errors: [{ message: `HTTP ${response.status}` }] };
}

function Examples() {
  const { addTab, tabs, activeTabIndex, queryEditor, variableEditor } = useEditorContext({ nonNull: true });
  // The editor may be given the new tab's default once more after a later
  // render, so the example is put in until the tab has taken it over.
  const wanted = useRef(null);
  useEffect(() => {
    if (tabs[activeTabIndex]?.query === wanted.current) wanted.current = null;
    if (wanted.current === null || queryEditor.getValue() === wanted.current) return;
    queryEditor.setValue(wanted.current);
    variableEditor?.setValue('');
  });
  const open = (query) => {
    wanted.current = query;
    addTab();
  };
  return (
    <section aria-label="Examples">
      <div className="graphiql-history-header">Examples</div>
      <ul className="examples-list">
        {examples.map(({ title, about, query }) => (
          <li key={title}>
            <button type="button" onClick={() => open(query)}>
              <strong>{title}</strong>
              {about}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M5 4h14v16H5zM8.5 8.5h7M8.5 12h7M8.5 15.5h4" />
    </svg>
  );
}

// GraphiQL hides its side pane at the start, also from a plugin that asks to be
// visible, so the pane is opened as a person would, once its button is there.
function Name() {
  const known = usePluginStore((state) => state.plugins);
  useEffect(() => document.querySelector('button[aria-label="Show Examples"]')?.click(), [known]);
  return 'Entente';
}

const plugins = [{ title: 'Examples', icon: Icon, content: Examples }];

createRoot(document.getElementById('console')).render(
  <GraphiQL
    fetcher={fetcher}
    plugins={plugins}
    defaultQuery={examples[0].query}
    defaultEditorToolsVisibility={false}
    shouldPersistHeaders={false}
    showPersistHeadersSettings={false}
  >
    <GraphiQL.Logo>
      <Name />
    </GraphiQL.Logo>
  </GraphiQL>,
);
