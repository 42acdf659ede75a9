package io.betti.udfs;

import com.esotericsoftware.kryo.Kryo;
import io.betti.topology.diagram.PersistenceDiagram;
import java.util.List;
import org.apache.spark.serializer.KryoRegistrator;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.GenericRow;
import org.apache.spark.sql.catalyst.expressions.GenericRowWithSchema;
import org.apache.spark.sql.catalyst.expressions.UnsafeArrayData;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.Metadata;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;

/**
 * Registers with Kryo what Betti's functions send between processes: {@code
 * spark.kryo.registrator=io.betti.udfs.BettiKryoRegistrator}, with {@code
 * spark.serializer=org.apache.spark.serializer.KryoSerializer} and, if wanted, {@code
 * spark.kryo.registrationRequired=true}.
 *
 * <p>SQL's own rows and the function objects of a plan never pass through Kryo; diagrams in an RDD
 * and collected values do, and so do the blocks, indices and states of a search. Records go through
 * {@link RecordSerializer}, as Kryo 4 can't write them by their fields. The order of registration
 * is part of the wire format: add at the end.
 */
public class BettiKryoRegistrator implements KryoRegistrator {
  @Override
  public void registerClasses(Kryo kryo) {
    kryo.register(PersistenceDiagram.class);
    kryo.register(PersistenceDiagram[].class);
    kryo.register(UnsafeArrayData.class);
    kryo.register(UnsafeArrayData[].class);
    kryo.register(GenericRow.class);
    kryo.register(GenericRowWithSchema.class);
    kryo.register(Row.class);
    kryo.register(Row[].class);
    kryo.register(Object[].class);
    kryo.register(Long[].class);
    kryo.register(Double[].class);
    kryo.register(Float[].class);
    kryo.register(Integer[].class);
    kryo.register(byte[][].class);
    kryo.register(float[][].class);
    kryo.register(double[][].class);
    kryo.register(int[][].class);
    registerSchemas(kryo);
    SparkClasses.register(kryo);
    PipelineClasses.register(kryo);
  }

  /** A row of a DataFrame that became an RDD carries its schema. */
  private static void registerSchemas(Kryo kryo) {
    kryo.register(StructType.class);
    kryo.register(StructField.class);
    kryo.register(StructField[].class);
    kryo.register(ArrayType.class);
    kryo.register(Metadata.class);
    for (DataType type :
        List.of(
            DataTypes.BinaryType,
            DataTypes.StringType,
            DataTypes.IntegerType,
            DataTypes.LongType,
            DataTypes.FloatType,
            DataTypes.DoubleType)) {
      kryo.register(type.getClass());
    }
  }
}
