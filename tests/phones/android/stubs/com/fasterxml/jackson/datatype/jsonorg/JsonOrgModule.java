package com.fasterxml.jackson.datatype.jsonorg;
public class JsonOrgModule extends com.fasterxml.jackson.databind.module.SimpleModule {}
