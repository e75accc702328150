-- The tables of docs/instance.md. Every value is a text. A column that references a table is shown as a reference.

CREATE TABLE sys_user (
    sys_id TEXT PRIMARY KEY,
    sys_created_on TEXT NOT NULL,
    user_name TEXT NOT NULL DEFAULT '',
    user_password TEXT NOT NULL DEFAULT '',
    roles TEXT NOT NULL DEFAULT '',
    sys_domain TEXT NOT NULL DEFAULT 'global'
);

CREATE TABLE ecc_agent (
    sys_id TEXT PRIMARY KEY,
    sys_created_on TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT '',
    validated TEXT NOT NULL DEFAULT '',
    version TEXT NOT NULL DEFAULT '',
    user_name TEXT NOT NULL DEFAULT '',
    sys_domain TEXT NOT NULL DEFAULT 'global'
);

CREATE TABLE ecc_queue (
    sys_id TEXT PRIMARY KEY,
    sys_created_on TEXT NOT NULL,
    agent TEXT NOT NULL DEFAULT '',
    queue TEXT NOT NULL DEFAULT '',
    topic TEXT NOT NULL DEFAULT '',
    source TEXT NOT NULL DEFAULT '',
    name TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'ready',
    priority TEXT NOT NULL DEFAULT '',
    payload TEXT NOT NULL DEFAULT '',
    response_to TEXT NOT NULL DEFAULT ''
);

CREATE TABLE ecc_agent_issue (
    sys_id TEXT PRIMARY KEY,
    sys_created_on TEXT NOT NULL,
    mid_server TEXT NOT NULL DEFAULT '' REFERENCES ecc_agent,
    source TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'new',
    count TEXT NOT NULL DEFAULT '1',
    last_detected TEXT NOT NULL DEFAULT '',
    sys_domain TEXT NOT NULL DEFAULT ''
);

CREATE TABLE ecc_agent_upgrade_history (
    sys_id TEXT PRIMARY KEY,
    sys_created_on TEXT NOT NULL,
    old_version TEXT NOT NULL DEFAULT '',
    new_version TEXT NOT NULL DEFAULT ''
);

CREATE TABLE ecc_agent_upgrade_history_stage (
    sys_id TEXT PRIMARY KEY,
    sys_created_on TEXT NOT NULL,
    upgrade_history TEXT NOT NULL DEFAULT '' REFERENCES ecc_agent_upgrade_history,
    mid_server TEXT NOT NULL DEFAULT '' REFERENCES ecc_agent,
    stage TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT '',
    message TEXT NOT NULL DEFAULT ''
);

CREATE TABLE ecc_agent_property (
    sys_id TEXT PRIMARY KEY,
    sys_created_on TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    value TEXT NOT NULL DEFAULT '',
    ecc_agent TEXT NOT NULL DEFAULT '' REFERENCES ecc_agent
);

CREATE TABLE sys_properties (
    sys_id TEXT PRIMARY KEY,
    sys_created_on TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    value TEXT NOT NULL DEFAULT ''
);

-- Who may upgrade. The Table API does not serve it.
CREATE TABLE upgrade_permit (mid_server TEXT PRIMARY KEY REFERENCES ecc_agent);

-- An update of the status counts also where it changes nothing: Up after Up ends an attempt that never showed.
CREATE TRIGGER status_ends_permit AFTER UPDATE OF status ON ecc_agent
WHEN NEW.status IN ('Up', 'Upgrade Failed', 'Down')
BEGIN
    DELETE FROM upgrade_permit WHERE mid_server = NEW.sys_id;
END;

CREATE TRIGGER deletion_ends_permit AFTER DELETE ON ecc_agent
BEGIN
    DELETE FROM upgrade_permit WHERE mid_server = OLD.sys_id;
END;

CREATE TRIGGER issue_inherits_domain AFTER INSERT ON ecc_agent_issue
WHEN NEW.sys_domain = ''
BEGIN
    UPDATE ecc_agent_issue
    SET sys_domain = coalesce(
        (
            SELECT nullif(sys_user.sys_domain, '')
            FROM ecc_agent JOIN sys_user USING (user_name)
            WHERE ecc_agent.sys_id = NEW.mid_server
        ),
        'global'
    )
    WHERE sys_id = NEW.sys_id;
END;

CREATE TRIGGER issue_is_detected_when_it_is_made AFTER INSERT ON ecc_agent_issue
WHEN NEW.last_detected = ''
BEGIN
    UPDATE ecc_agent_issue SET last_detected = NEW.sys_created_on WHERE sys_id = NEW.sys_id;
END;
