-- What fetches a lead from Meta: the app's secret, with which Meta signs, and a token of the page. `failure` is why the last round
-- left somebody waiting, '' when it did not; `subscribed_at` is when Meta said that it tells the app of the page's leads.
CREATE TABLE meta_connections (
  workspace_id BIGINT NOT NULL,
  address_id BIGINT NOT NULL,
  app_secret TEXT NOT NULL,
  page_token TEXT NOT NULL,
  subscribed_at BIGINT,
  fetched_at BIGINT,
  failure TEXT NOT NULL,
  failed_at BIGINT,
  PRIMARY KEY (workspace_id, address_id)
);
