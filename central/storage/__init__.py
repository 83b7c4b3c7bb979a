"""What the centre keeps: tables, engines, migrations and the SQL behind the ports of its core."""
