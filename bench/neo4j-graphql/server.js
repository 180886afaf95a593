// A GraphQL server as the documentation of @neo4j/graphql makes one: type
// definitions over the graph as it stands in Neo4j, Apollo Server in front. The
// address of the database and its credentials come from the environment; where it
// listens is the one line that it prints.
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { Neo4jGraphQL } from '@neo4j/graphql';
import neo4j from 'neo4j-driver';

const typeDefs = `#graphql
  type Entity @node {
    id: String!
    name: String!
    members: [Entity!]! @relationship(type: "MEMBER_OF", direction: IN, properties: "Tie")
    funds: [Entity!]! @relationship(type: "FUNDS", direction: OUT, properties: "Tie")
  }

  type Tie @relationshipProperties {
    role: String
    status: String
    start: String
  }
`;

const { NEO4J_URL, NEO4J_USER, NEO4J_PASSWORD } = process.env;
const driver = neo4j.driver(NEO4J_URL, neo4j.auth.basic(NEO4J_USER, NEO4J_PASSWORD));
const schema = await new Neo4jGraphQL({
  typeDefs,
  driver,
  features: { filters: { String: { GT: true } } },
}).getSchema();
const server = new ApolloServer({ schema, csrfPrevention: false });
const { url } = await startStandaloneServer(server, {
  listen: { host: '127.0.0.1', port: 0 },
  context: async () => ({ sessionConfig: { database: 'neo4j' } }),
});
console.log(`listening at ${url}graphql`);
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, async () => {
    await server.stop();
    await driver.close();
    process.exit(0);
  });
}
